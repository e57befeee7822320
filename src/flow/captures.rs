//! What a closure that makes a call would have to own: whether receiver and arguments can be given to another thread, and how.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::captured_names::is_variable;
use super::operations::Lookup;
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind};
use crate::resolve::{Contents, Definition, Primitive, Ty};

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
    /// `Some(&name)`.
    LentInSome,
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
            None if self.is_of_every_thread(receiver) => return Ok(Capture::AsIs),
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
                    None if self.is_of_every_thread(inner) => return Ok(Capture::AsIs),
                    // Nothing is moved out of what only a part is lent of.
                    None if self.is_part(inner) => self.copied(inner, self.name_for(inner, parameter)?)?,
                    None => BoundCapture { given: Given::Lent, ..self.evaluated(inner, parameter)? },
                }
            }
            ExprKind::Call { arguments, .. } if self.is_some(argument) => match (arguments.as_slice(), parameter) {
                ([inside], parameter) => return self.capture_in_some(argument, *inside, parameter),
                _ => return Err(self.refusal(argument)),
            },
            ExprKind::Path(_) if self.is_given_away(argument) => return Ok(Capture::AsIs),
            ExprKind::Path(_) | ExprKind::Field { .. } => match (self.types.of(argument), self.name_of_place(argument)) {
                (Ty::Reference(_), Some(name)) => self.copied(argument, name)?,
                (_, name) => self.evaluated(argument, name.or(parameter))?,
            },
            _ => self.evaluated(argument, parameter)?,
        };
        Ok(Capture::Bound(bound))
    }

    /// `Some(value)`: what is lent in it is lent in one that the closure makes.
    fn capture_in_some(self, whole: ExprId, inside: ExprId, parameter: Option<Name>) -> Result<Capture, String> {
        match self.capture(inside, parameter.clone())? {
            Capture::Bound(bound) if bound.given == Given::Lent => Ok(Capture::Bound(BoundCapture { given: Given::LentInSome, ..bound })),
            Capture::AsIs => Ok(Capture::AsIs),
            Capture::Bound(_) => self.evaluated(whole, parameter).map(Capture::Bound),
        }
    }

    fn is_some(self, call: ExprId) -> bool {
        let ExprKind::Call { callee, .. } = &self.body.expr(call).kind else { return false };
        let is_named = matches!(&self.body.expr(*callee).kind, ExprKind::Path(path) if path.last().is_some_and(|name| name == "Some"));
        is_named && self.option_of(self.types.of(call)).is_some()
    }

    /// A constant, a static or a function, which every thread has, or a value without parts, which is made in the closure.
    fn constant(self, argument: ExprId) -> Result<Capture, String> {
        let ty = self.types.of(argument);
        let is_static = self.types.static_item(argument).is_some();
        let is_without_parts = matches!(ty, Ty::Adt(..)) && self.types.callee(argument).is_none() && !ty.contains(Contents::PARAMETER);
        if is_static || is_without_parts || self.may_be_sent(ty.behind_references()) {
            return Ok(Capture::AsIs);
        }
        Err(self.refusal(argument))
    }

    /// Whether a place is a static, or a constant of a module, or a field of one: every thread has the same.
    fn is_of_every_thread(self, place: ExprId) -> bool {
        match &self.body.expr(place).kind {
            ExprKind::Path(path) => {
                let ty = self.types.of(place);
                let is_static = self.types.static_item(place).is_some();
                // What belongs to a type may have one for each of its parameters, which the closure would have to name.
                let is_constant = path.as_name().is_some_and(|name| !is_variable(name)) && self.types.callee(place).is_none();
                is_static || is_constant && Self::is_known(ty) && self.may_be_sent(ty.behind_references())
            }
            ExprKind::Field { base, .. } => self.is_of_every_thread(*base),
            _ => false,
        }
    }

    /// Whether an expression is a part of what others may go on using: `self.0`, `items[0]`, `*shared`.
    fn is_part(self, place: ExprId) -> bool {
        match &self.body.expr(place).kind {
            ExprKind::Index { .. } | ExprKind::Dereference(_) => true,
            ExprKind::Field { base, .. } => {
                let ty = self.types.of(*base);
                self.root_of_place(*base).is_some() || !Self::is_known(ty) || matches!(ty, Ty::Reference(_))
            }
            _ => false,
        }
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
        let name = self.name_for(value, name)?;
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
}
