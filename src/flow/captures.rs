//! What a closure that makes a call would have to own: whether receiver and arguments can be given to another thread, and how.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::operations::Lookup;
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, Pattern};
use crate::resolve::{Contents, Definition, Primitive, Resolution, Ty};

/// How a receiver or an argument gets into a closure that outlives the function around it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Capture {
    /// As it is: a literal, or a variable that is given away anyway.
    AsIs,
    /// As a value of its own: `let name = value;`, before the closure is made.
    Bound(BoundCapture),
}

/// A value that gets a name of its own for a closure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BoundCapture {
    /// The expression that gives it, or that gives what it is a copy of.
    pub value: Span,
    /// The name of the value.
    pub name: Name,
    /// What makes the copy; none where the value is owned already, or copied anyway.
    pub by: Option<CopiedBy>,
    /// What the call gets.
    pub given: Given,
}

/// What makes a copy of a value that others go on using.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CopiedBy {
    /// A call: `to_owned()` or `clone()`.
    Call(Cow<'static, str>),
    /// `*value`, of a reference to what is copied wherever it is used.
    Dereference,
}

impl CopiedBy {
    /// What stands before and behind the value.
    #[must_use]
    pub fn around(&self) -> (&'static str, String) {
        match self {
            Self::Call(call) => ("", format!(".{call}")),
            Self::Dereference => ("*", String::new()),
        }
    }
}

/// How a value that a closure owns is given to the call in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Given {
    /// The value itself, or what a method call borrows by itself.
    Itself,
    /// `&name`.
    Lent,
    /// `name.as_ref()`, of an `Option`.
    LentInside,
    /// `name.as_deref()`, of an `Option` of what is owned in another form than it is borrowed.
    DereferencedInside,
}

impl Capture {
    /// The value that gets a name.
    #[must_use]
    pub fn bound(&self) -> Option<&BoundCapture> {
        match self {
            Self::AsIs => None,
            Self::Bound(bound) => Some(bound),
        }
    }
}

/// How a value is copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Copying {
    /// `to_owned`: what is owned has another type.
    Slice,
    /// `clone`.
    Clone,
    /// In no way that is known.
    None,
}

const CLOSURE: &str = "a closure is given to it, which would run on the other thread";
const BORROWS: &str = "what it gives borrows from its arguments, or cannot leave its thread";
const SAME_NAME: &str = "two of its arguments would get the same name";

impl Lookup<'_> {
    /// How receiver and arguments of a call get into a closure, or why one of them cannot, as far as is known. The call and its callee are
    /// given by their ids, which are one for a method call.
    pub(super) fn captures(
        self,
        (id, callee): (ExprId, ExprId),
        receiver: Option<ExprId>,
        arguments: &[ExprId],
    ) -> Result<Vec<Capture>, String> {
        if !self.may_be_sent(self.types.of(id)) {
            return Err(BORROWS.to_owned());
        }
        let mut captures = Vec::new();
        if let Some(receiver) = receiver {
            captures.push(self.capture_of_receiver(id, receiver)?);
        }
        for (at, &argument) in arguments.iter().enumerate() {
            captures.push(self.capture(argument, self.name_of_parameter(callee, at))?);
        }
        let names: Vec<&Name> = captures.iter().filter_map(Capture::bound).map(|bound| &bound.name).collect();
        let is_twice = |(at, name): (usize, &&Name)| names[..at].contains(name);
        if names.iter().enumerate().any(is_twice) { Err(SAME_NAME.to_owned()) } else { Ok(captures) }
    }

    pub(super) fn may_be_sent(self, ty: &Ty) -> bool {
        self.program.may_be_sent(ty, &|path| self.tables.contexts.bound_to_thread.contains(path))
    }

    /// A method borrows what it is called on, unless it takes a variable or that is of no use to anybody else.
    fn capture_of_receiver(self, call: ExprId, receiver: ExprId) -> Result<Capture, String> {
        let receiver = self.bare(receiver);
        let is_variable = self.variable(receiver).is_some_and(|name| name != "self");
        if is_variable && self.takes_self_by_value(call) && self.is_given_away(receiver) {
            return Ok(Capture::AsIs);
        }
        let bound = match self.name_of_place(receiver) {
            Some(name) => self.copied(receiver, name)?,
            None => self.evaluated(receiver, None)?,
        };
        Ok(Capture::Bound(BoundCapture { given: Given::Itself, ..bound }))
    }

    fn capture(self, argument: ExprId, parameter: Option<Name>) -> Result<Capture, String> {
        let argument = self.bare(argument);
        let bound = match &self.body.expr(argument).kind {
            ExprKind::Literal(_) => return Ok(Capture::AsIs),
            ExprKind::Closure { .. } => return Err(CLOSURE.to_owned()),
            ExprKind::Path(path) if path.as_name().is_none_or(|name| !is_variable(name)) => return self.constant(argument),
            ExprKind::Reference(inner) => {
                let inner = self.bare(*inner);
                match self.name_of_place(inner) {
                    Some(name) => self.copied(inner, name)?,
                    None => BoundCapture { given: Given::Lent, ..self.evaluated(inner, parameter)? },
                }
            }
            ExprKind::Path(_) if self.is_given_away(argument) => return Ok(Capture::AsIs),
            ExprKind::Path(_) | ExprKind::Field { .. } => match (self.types.of(argument), self.name_of_place(argument)) {
                (Ty::Reference(_), Some(name)) => self.copied(argument, name)?,
                (_, name) => self.evaluated(argument, name.or(parameter))?,
            },
            _ => self.evaluated(argument, parameter)?,
        };
        Ok(Capture::Bound(bound))
    }

    /// A constant, a static or a function, which every thread has.
    fn constant(self, argument: ExprId) -> Result<Capture, String> {
        let is_static = self.types.static_item(argument).is_some();
        if is_static || self.may_be_sent(self.types.of(argument).behind_references()) {
            return Ok(Capture::AsIs);
        }
        Err(self.refusal(argument))
    }

    /// A variable whose type is owned through and through.
    pub(super) fn is_given_away(self, argument: ExprId) -> bool {
        let ty = self.types.of(argument);
        Self::is_known(ty) && self.may_be_sent(ty)
    }

    pub(super) fn is_known(ty: &Ty) -> bool {
        !ty.contains(Contents::UNKNOWN | Contents::VARIABLE)
    }

    /// What an expression gives that is owned, or of which there can be a copy.
    fn evaluated(self, value: ExprId, name: Option<Name>) -> Result<BoundCapture, String> {
        let ty = self.types.of(value);
        let nameless = || {
            if Self::is_known(ty) && self.may_be_sent(ty) {
                "one of its arguments would need a variable, and nothing says what to call it".to_owned()
            } else {
                self.refusal(value)
            }
        };
        let name = name.or_else(|| self.name_of_value(value)).ok_or_else(nameless)?;
        if matches!(ty, Ty::Reference(_)) {
            return self.copied(value, name);
        }
        if let Some(inside) = self.option_of(ty)
            && let Ty::Reference(target) = inside
        {
            let lent = self.copied_inside(value, target, name)?;
            return Ok(self.copied_whole(value, &lent).unwrap_or(lent));
        }
        if !Self::is_known(ty) || !self.may_be_sent(ty) || self.is_slice(value) {
            return Err(self.refusal(value));
        }
        Ok(BoundCapture { value: self.body.expr(value).span, name, by: None, given: Given::Itself })
    }

    /// Whether an expression is what no variable can hold: `text[1..]`, which can only be lent.
    fn is_slice(self, value: ExprId) -> bool {
        let is_range = |index: ExprId| matches!(self.body.expr(self.bare(index)).kind, ExprKind::Range { .. });
        matches!(self.body.expr(value).kind, ExprKind::Index { index, .. } if is_range(index))
            || matches!(self.copying(self.types.of(value)), Copying::Slice)
    }

    /// The type in an `Option`.
    fn option_of(self, ty: &Ty) -> Option<&Ty> {
        match ty {
            Ty::Adt(item, parts) if self.program.path(&Definition::Type(*item)).as_str() == "std::option::Option" => parts.first(),
            _ => None,
        }
    }

    /// A copy of what there may be a reference to.
    fn copied_inside(self, value: ExprId, target: &Ty, name: Name) -> Result<BoundCapture, String> {
        let (by, given) = match self.copying(target) {
            Copying::Slice => ("map(ToOwned::to_owned)", Given::DereferencedInside),
            Copying::Clone => ("cloned()", Given::LentInside),
            Copying::None => return Err(self.refusal(value)),
        };
        Ok(BoundCapture { value: self.body.expr(value).span, name, by: Some(CopiedBy::Call(by.into())), given })
    }

    /// `option.as_ref()` of an `Option` that owns what is in it, which is copied as a whole and `lent` in the same way.
    fn copied_whole(self, value: ExprId, lent: &BoundCapture) -> Option<BoundCapture> {
        let ExprKind::MethodCall { receiver, method, arguments, .. } = &self.body.expr(value).kind else { return None };
        let receiver = self.bare(*receiver);
        self.option_of(self.types.of(receiver).behind_references())?;
        self.name_of_place(receiver)?;
        let is_lent = matches!(method.as_str(), "as_ref" | "as_deref") && arguments.is_empty();
        let whole = self.copied(receiver, lent.name.clone()).ok().filter(|_| is_lent)?;
        let given = if method == "as_ref" { Given::LentInside } else { Given::DereferencedInside };
        Some(BoundCapture { given, ..whole })
    }

    /// A place, or what a reference points to, of which a copy is lent.
    fn copied(self, place: ExprId, name: Name) -> Result<BoundCapture, String> {
        let ty = self.types.of(place);
        let target = ty.behind_references();
        // `to_owned` of a reference to a reference gives a reference.
        let is_behind_two = matches!(ty, Ty::Reference(inner) if matches!(**inner, Ty::Reference(_)));
        let is_reference = matches!(ty, Ty::Reference(_));
        let by = match self.copying(target) {
            Copying::Clone if !is_behind_two && self.is_copied_anyway(target) => {
                let by = is_reference.then_some(CopiedBy::Dereference);
                return Ok(BoundCapture { value: self.body.expr(place).span, name, by, given: Given::Lent });
            }
            // What is used as a slice and is no reference is something that owns one: `Cow`, which `to_owned` leaves as it is.
            Copying::Slice if !is_reference => Self::owning(target),
            Copying::Slice if !is_behind_two => "to_owned()",
            Copying::Clone if !is_behind_two => "clone()",
            _ => return Err(self.refusal(place)),
        };
        Ok(BoundCapture { value: self.body.expr(place).span, name, by: Some(CopiedBy::Call(by.into())), given: Given::Lent })
    }

    /// Whether values of a type are copied wherever they are used, so that nobody clones them.
    pub(super) fn is_copied_anyway(self, ty: &Ty) -> bool {
        Self::is_known(ty) && self.program.is_copy(ty)
    }

    /// The method that makes an owned value of whatever dereferences to a slice, a path or a text.
    fn owning(target: &Ty) -> &'static str {
        match target {
            Ty::Primitive(_) => "to_string()",
            Ty::Slice(_) => "to_vec()",
            _ => "to_path_buf()",
        }
    }

    /// How values of a type are copied for another thread.
    pub(super) fn copying(self, ty: &Ty) -> Copying {
        if !self.may_be_sent(ty) {
            return Copying::None;
        }
        match ty {
            _ if self.is_path_or_text(ty) => Copying::Slice,
            Ty::Slice(inner) if self.program.is_clone(inner) => Copying::Slice,
            Ty::External(path, _) if self.tables.contexts.copied_for_thread.contains(path) => Copying::Clone,
            _ if self.program.is_clone(ty) && !self.program.is_dropped_by_code(ty) => Copying::Clone,
            _ => Copying::None,
        }
    }

    /// Whether a value is a `Path` or a `str`, of which everybody has a reference that changes nothing.
    pub(super) fn is_path_or_text(self, ty: &Ty) -> bool {
        match ty {
            Ty::Primitive(Primitive::Str) => true,
            Ty::Adt(item, _) => self.program.path(&Definition::Type(*item)).as_str() == "std::path::Path",
            _ => false,
        }
    }

    /// Why nothing can be done about a part of the call.
    pub(super) fn refusal(self, part: ExprId) -> String {
        let ty = self.types.of(part);
        let what = match self.name_of_place(part) {
            Some(_) if self.is_self(part) => "`self`".to_owned(),
            Some(name) => format!("`{name}`"),
            None => "one of its arguments".to_owned(),
        };
        if Self::is_known(ty) {
            format!("{what} is of the type `{}`, of which no copy can be given to another thread", self.program.type_text(ty))
        } else {
            format!("the type of {what} is not known, so that nobody can say whether it can be given to another thread")
        }
    }

    fn is_self(self, place: ExprId) -> bool {
        matches!(&self.body.expr(place).kind, ExprKind::Path(path) if path.as_name().is_some_and(|name| name == "self"))
    }

    /// The last name of `path` or `self.root.path`; what `self` is called in a closure of its own.
    pub(super) fn name_of_place(self, place: ExprId) -> Option<Name> {
        match &self.body.expr(place).kind {
            ExprKind::Path(path) => match path.as_name()? {
                name if name == "self" => Some(Name::new_static("this")),
                name => is_variable(name).then(|| name.clone()),
            },
            ExprKind::Field { base, name } if is_variable(name) => self.name_of_place(*base).map(|_| name.clone()),
            _ => None,
        }
    }

    /// What people would call the value of an expression: the name of the method or function that gives it.
    fn name_of_value(self, value: ExprId) -> Option<Name> {
        let name = match &self.body.expr(value).kind {
            ExprKind::MethodCall { receiver, method, .. } if self.tables.contexts.methods.same.contains(method) => {
                return self.name_of_place(*receiver).filter(|name| name != "this").or_else(|| self.name_of_value(*receiver));
            }
            ExprKind::MethodCall { method, .. } => method.clone(),
            ExprKind::Call { callee, .. } => match &self.body.expr(*callee).kind {
                ExprKind::Path(path) => path.last().filter(|name| is_variable(name))?.clone(),
                _ => return None,
            },
            ExprKind::Try(inner) | ExprKind::Await(inner) | ExprKind::Paren(inner) | ExprKind::Reference(inner) => {
                return self.name_of_value(*inner);
            }
            _ => return None,
        };
        let short = name.strip_prefix("get_").unwrap_or(&name);
        Some(Name::new(short)).filter(|name| name != "new" && name != "default")
    }

    /// The name of a parameter of the function that is called.
    fn name_of_parameter(self, callee: ExprId, at: usize) -> Option<Name> {
        let Resolution::Known { function: Some(function), .. } = self.types.callee(callee)?.resolution else { return None };
        let function = self.program.function(function);
        let is_path_call = matches!(self.body.expr(callee).kind, ExprKind::Path(_));
        let at = if is_path_call && function.receiver.is_some() { at.checked_sub(1)? } else { at };
        match &function.parameters.get(at)?.pattern {
            Pattern::Bind(binding) => Some(Name::new(binding.name.trim_start_matches('_'))).filter(is_variable),
            _ => None,
        }
    }
}

fn is_variable(name: &Name) -> bool {
    name.starts_with(|first: char| first.is_lowercase() || first == '_')
}
