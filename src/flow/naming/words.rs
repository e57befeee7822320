//! The words of one body, and what each of them means.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Index, Member, Named, TraitOf};
use crate::base::{Name, Span};
use crate::index::{Body, ExprId, ExprKind, Form, GenericArgument, PathRef, Pattern, Statement, TypeRef, mention, mention_of};
use crate::resolve::{BodyOwner, BodyTypes, ItemRef, Program, Resolution, Ty};
use crate::rules::{Contexts, MacroKind};
use crate::syntax;
use crate::workspace::Workspace;

/// What a body names, and what the functions in it do.
pub(super) fn named(workspace: &Workspace, program: &Program, contexts: &Contexts, index: &Index, owner: BodyOwner) -> Named {
    let Some((unit, span)) = program.place_of_body(owner) else { return Named::default() };
    let Some(file) = program.unit(unit).file else { return Named::default() };
    let text = workspace.files[file.index()].source.text();
    let read = || {
        let mut words = Words {
            program,
            contexts,
            index,
            text,
            span,
            named: Named::default(),
            known: FxHashMap::default(),
            others: FxHashSet::default(),
            unread: Vec::new(),
            texts: Vec::new(),
        };
        words.body_of(workspace, owner);
        words
    };
    // A body whose analysis fails names all that its words may mean.
    let Ok(Words { named, known, others, unread, texts, .. }) = std::panic::catch_unwind(read) else {
        return Named { open: syntax::mentions(&text[span.range()]), ..Named::default() };
    };
    let is_known = |start: u32, word: &str, is_alone: bool| {
        let at = span.start() + start;
        let is_in = |parts: &[Span]| parts.iter().any(|part| part.start() <= at && at < part.end());
        known.get(&at).copied().unwrap_or_else(|| is_in(&texts) || (is_alone && others.contains(word) && !is_in(&unread)))
    };
    Named { open: syntax::mentions_besides(&text[span.range()], &is_known), ..named }
}

/// What a word may mean.
enum Meaning {
    /// No function of the workspace that has no other name in the code: a variable, a field, something of another crate.
    Nothing,
    /// One of these.
    Functions(Vec<ItemRef>),
    /// A member of a trait, of whichever type.
    Member(Member),
    /// Whatever is called like it.
    Anything,
}

struct Words<'a> {
    program: &'a Program,
    contexts: &'a Contexts,
    index: &'a Index,
    /// That of the file.
    text: &'a str,
    /// The outermost body.
    span: Span,
    named: Named,
    /// Whether a word is understood, by where it starts: all that it is taken for are.
    known: FxHashMap<u32, bool>,
    /// The names of variables and fields: what stands alone, is called like one and is no expression is a pattern or says which field it is.
    others: FxHashSet<Name>,
    /// Where words may be code that is not among the expressions.
    unread: Vec<Span>,
    /// Where they are no code: `cfg!(…)`.
    texts: Vec<Span>,
}

impl Words<'_> {
    /// The body of a function or value, and of the functions in it.
    fn body_of(&mut self, workspace: &Workspace, owner: BodyOwner) {
        let Some((unit, span)) = self.program.place_of_body(owner) else { return };
        let Some(body) = self.program.body(workspace, owner) else { return self.unread.push(span) };
        let types = match owner {
            BodyOwner::Function(item) => {
                for parameter in &self.program.function(item).parameters {
                    self.pattern(&parameter.pattern);
                }
                crate::resolve::infer(self.program, item, &body)
            }
            BodyOwner::Value(item) => self.program.infer_value(item, &body),
        };
        self.unread.extend(body.problems.iter().map(|problem| problem.span));
        self.unread.extend(body.items.values.iter().filter_map(|value| value.initializer));
        self.unread.extend(body.items.macros.iter().map(|declared| declared.rules));
        self.unread.extend(body.items.imports.iter().map(|import| import.item));
        self.expr((&body, &types), body.root);
        for nested in self.program.nested_functions(unit, &body) {
            self.body_of(workspace, BodyOwner::Function(nested));
        }
    }

    /// An expression and what is in it.
    fn expr(&mut self, (body, types): (&Body, &BodyTypes), id: ExprId) {
        let expr = body.expr(id);
        match &expr.kind {
            ExprKind::Missing => self.unread.push(expr.span),
            ExprKind::Path(path) => self.path(types, id, path),
            ExprKind::MethodCall { receiver, method, method_span, turbofish, arguments } => {
                let meaning = match self.meaning(types, id, Some(types.of(*receiver))) {
                    Meaning::Anything => self.methods_called(method, arguments, types),
                    meaning => meaning,
                };
                let [kept, awaited] = Form::of_call(Form::Method, arguments.len());
                self.put(*method_span, method, &[kept, awaited, Form::Alone].map(|form| mention(method, form)), meaning);
                self.types(turbofish);
            }
            ExprKind::Field { name, .. } => self.put(last_word(expr.span, name), name, &[], Meaning::Nothing),
            ExprKind::Struct { path, fields, .. } => {
                self.others.extend(fields.iter().map(|(name, _)| name.clone()));
                self.segments(path);
            }
            ExprKind::Cast(_, ty) => self.ty(ty),
            ExprKind::Let { pattern, .. } | ExprKind::For { pattern, .. } => self.pattern(pattern),
            ExprKind::Match { arms, .. } => self.patterns(arms.iter().map(|arm| &arm.pattern)),
            ExprKind::Closure { parameters, output, .. } => {
                for (pattern, ty) in parameters {
                    self.pattern(pattern);
                    self.ty(ty);
                }
                self.types(output);
            }
            ExprKind::Block(block) | ExprKind::Async { block, .. } => self.variables(&block.statements),
            ExprKind::Expansion { block, .. } => {
                self.unread.push(expr.span);
                self.variables(&block.statements);
            }
            ExprKind::Macro { path, tokens, .. } => {
                // One of the workspace's own that could not be expanded may have the name of another.
                match self.contexts.macro_kind(&path.text()).filter(|_| body.unexpanded == 0) {
                    Some(MacroKind::Text) if self.is_written_here(path) => return self.texts.push(*tokens),
                    Some(_) => self.unread.push(*tokens),
                    None => {
                        self.unread.push(*tokens);
                        return self.doubt(body, id);
                    }
                }
            }
            _ => {}
        }
        for child in body.children(id) {
            self.expr((body, types), child);
        }
    }

    /// What a macro is given of which nobody knows what it makes of it.
    fn doubt(&mut self, body: &Body, id: ExprId) {
        let expr = body.expr(id);
        match &expr.kind {
            ExprKind::Path(path) => {
                for part in &path.segments {
                    self.put(part.span, &part.name, &[], Meaning::Anything);
                }
            }
            ExprKind::MethodCall { method, method_span, .. } => self.put(*method_span, method, &[], Meaning::Anything),
            ExprKind::Field { name, .. } => self.put(last_word(expr.span, name), name, &[], Meaning::Anything),
            _ => {}
        }
        for child in body.children(id) {
            self.doubt(body, child);
        }
    }

    fn variables(&mut self, statements: &[Statement]) {
        for statement in statements {
            if let Statement::Let { pattern, ty, .. } = statement {
                self.pattern(pattern);
                self.types(ty);
            }
        }
    }

    fn path(&mut self, types: &BodyTypes, id: ExprId, path: &PathRef) {
        let Some((last, front)) = path.segments.split_last() else { return };
        let keys = match front.last() {
            Some(before) => {
                let forms = [Form::Path, Form::Member, Form::Projected].map(|form| mention(&last.name, form));
                forms.into_iter().chain([mention_of(&before.name, &last.name)]).collect()
            }
            None if path.qself.is_some() => [Form::Path, Form::Member, Form::Projected].map(|form| mention(&last.name, form)).to_vec(),
            None => Form::ALL.map(|form| mention(&last.name, form)).to_vec(),
        };
        let is_variable = || path.as_name().is_some_and(|name| self.others.contains(name)) && types.callee(id).is_none();
        let meaning = if is_variable() { Meaning::Nothing } else { self.meaning(types, id, None) };
        self.put(last.span, &last.name, &keys, meaning);
        self.front(path);
    }

    /// What a call or a path means; `receiver` is the type of what a method is called on.
    fn meaning(&self, types: &BodyTypes, id: ExprId, receiver: Option<&Ty>) -> Meaning {
        let Some(callee) = types.callee(id) else { return Meaning::Anything };
        let is_for_foreign_type = callee.receiver.as_ref().or(receiver).is_some_and(|ty| self.is_of_other_crates(ty));
        match &callee.resolution {
            Resolution::Unknown(_) => Meaning::Anything,
            Resolution::Known { function: Some(function), .. } => self.function(*function, callee.receiver.as_ref(), is_for_foreign_type),
            // What is called on a value of another crate's type may be a method of what that dereferences to.
            Resolution::Known { function: None, .. } => match receiver.map(|ty| self.is_of_other_crates(ty)) {
                None => Meaning::Member(Member { of: TraitOf::Foreign, is_for_foreign_type: false }),
                Some(true) => Meaning::Member(Member { of: TraitOf::Unknown, is_for_foreign_type: true }),
                Some(false) => Meaning::Anything,
            },
            Resolution::OneOf(targets) => {
                let functions: Vec<ItemRef> = targets.iter().filter_map(|target| target.function).collect();
                let is_plain = |item: &ItemRef| TraitOf::function(self.program, *item) == TraitOf::None;
                if functions.iter().all(is_plain) { Meaning::Functions(functions) } else { Meaning::Anything }
            }
        }
    }

    /// What a method call may run of which no more is known than its arguments.
    fn methods_called(&self, name: &Name, arguments: &[ExprId], types: &BodyTypes) -> Meaning {
        let given: Vec<Ty> = arguments.iter().map(|argument| *types.of(*argument)).collect();
        let called = self.index.methods.get(&(name.clone(), given.len())).into_iter().flatten().copied();
        Meaning::Functions(called.filter(|method| self.program.may_take(*method, &given)).collect())
    }

    /// What a call runs that resolves to `function`.
    fn function(&self, function: ItemRef, receiver: Option<&Ty>, is_for_foreign_type: bool) -> Meaning {
        let program = self.program;
        let of = TraitOf::function(program, function);
        match of {
            TraitOf::None if program.is_of_workspace(function) => return Meaning::Functions(vec![function]),
            TraitOf::None => return Meaning::Nothing,
            _ => {}
        }
        let dispatch = program.dispatch(function, receiver);
        if program.is_of_workspace(function) && dispatch.is_static && dispatch.is_certain {
            return Meaning::Functions(dispatch.functions);
        }
        Meaning::Member(Member { of, is_for_foreign_type })
    }

    /// Whether a type is made of those of other crates alone, so that it cannot come to one of the workspace.
    fn is_of_other_crates(&self, ty: &Ty) -> bool {
        let may_be_own = |part: &Ty| match part {
            Ty::Adt(item, _) => self.program.is_of_workspace(*item),
            Ty::Unknown | Ty::Variable(_) | Ty::Parameter(_) | Ty::Projection(..) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Function(..) => true,
            _ => false,
        };
        !ty.any_part(&mut |part| may_be_own(part))
    }

    /// Whether a path is written in the body, and not in the definition of a macro that the body calls.
    fn is_written_here(&self, path: &PathRef) -> bool {
        path.segments.last().is_some_and(|last| self.stands_here(last.span, &last.name))
    }

    fn stands_here(&self, place: Span, word: &str) -> bool {
        self.span.contains(place) && self.text.get(place.range()) == Some(word)
    }

    /// Puts down what a word means that stands at a place; what a macro's definition writes stands in the definition, whose words count
    /// where the macro is named.
    fn put(&mut self, place: Span, word: &str, keys: &[u32], meaning: Meaning) {
        if !self.stands_here(place, word) {
            return;
        }
        let is_understood = self.known.entry(place.start()).or_insert(true);
        match meaning {
            Meaning::Nothing => {}
            Meaning::Anything => *is_understood = false,
            Meaning::Functions(functions) => {
                for function in functions {
                    let own = self.program.code_of_function(function).zip(self.program.unit(function.unit).file);
                    self.named.functions.extend(own.map(|(code, file)| (file, code.start)));
                    self.named.functions.extend(self.index.twins.get(&self.program.function_path(function)).into_iter().flatten());
                }
            }
            Meaning::Member(of) => {
                for key in keys {
                    let known = self.named.members.entry(*key).or_default();
                    if !known.contains(&of) {
                        known.push(of);
                    }
                }
            }
        }
    }

    /// All of a path that names no function: a type, a variant, a module.
    fn segments(&mut self, path: &PathRef) {
        if let Some(last) = path.segments.last() {
            self.put(last.span, &last.name, &[], Meaning::Nothing);
        }
        self.front(path);
    }

    /// What stands before the last name of a path, and the types in it.
    fn front(&mut self, path: &PathRef) {
        if let Some((_, front)) = path.segments.split_last() {
            for segment in front {
                self.put(segment.span, &segment.name, &[], Meaning::Nothing);
            }
        }
        self.types(path.qself.iter().map(|of| &of.0));
        for argument in path.segments.iter().flat_map(|segment| &segment.arguments) {
            if let GenericArgument::Type(ty) | GenericArgument::Associated(_, ty) = argument {
                self.ty(ty);
            }
        }
    }

    fn types<'t>(&mut self, types: impl IntoIterator<Item = &'t TypeRef>) {
        for ty in types {
            self.ty(ty);
        }
    }

    fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Path(path) => self.segments(path),
            TypeRef::Reference(inner) | TypeRef::Pointer(inner) | TypeRef::Slice(inner) | TypeRef::Array(inner) => self.ty(inner),
            TypeRef::Tuple(parts) => self.types(parts),
            TypeRef::Function(inputs, output) => {
                self.types(inputs);
                self.ty(output);
            }
            TypeRef::Impl(bounds) | TypeRef::Dyn(bounds) => {
                for bound in bounds {
                    self.segments(bound);
                }
            }
            TypeRef::Never | TypeRef::Infer | TypeRef::Unknown => {}
        }
    }

    fn patterns<'p>(&mut self, patterns: impl IntoIterator<Item = &'p Pattern>) {
        for pattern in patterns {
            self.pattern(pattern);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Nothing | Pattern::Rest => {}
            Pattern::Bind(binding) => {
                self.others.insert(binding.name.clone());
                self.patterns(binding.subpattern.as_deref());
            }
            Pattern::Path(path) => self.segments(path),
            Pattern::Tuple(parts) | Pattern::Slice(parts) | Pattern::Or(parts) => self.patterns(parts),
            Pattern::TupleStruct(path, parts) => {
                self.segments(path);
                self.patterns(parts);
            }
            Pattern::Struct(path, fields) => {
                self.segments(path);
                for (name, inner) in fields {
                    self.others.insert(name.clone());
                    self.pattern(inner);
                }
            }
            Pattern::Reference(inner) => self.pattern(inner),
            Pattern::Typed(inner, ty) => {
                self.pattern(inner);
                self.ty(ty);
            }
        }
    }
}

/// The place of a word at the end of a part of the text.
fn last_word(part: Span, word: &str) -> Span {
    Span::new(part.end().saturating_sub(word.len() as u32).max(part.start()), part.end())
}
