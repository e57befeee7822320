//! The types of a body's expressions, and what each call in it means. One pass in the order of evaluation with open variables, then a
//! second look at the calls whose receiver was not known yet.

mod by_expr;
mod calls;
mod exprs;
mod macros;
mod made_of;
mod paths;
mod patterns;
mod unread_bounds;

use rustc_hash::FxHashMap;

use by_expr::ByExpr;

use super::definitions::{ItemRef, Program, UnitId};
use super::lower::{Signature, TypeScope};
use super::solver::Solver;
use super::ty::{Bound, Contents, Substitution, Symbol, Ty};
use super::unify::Version;
use crate::base::{DefPath, Name};
use crate::index::{Body, ExprId, Function};

/// What a call means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// One definition.
    Known {
        /// Its canonical path: for a trait method the trait's.
        path: DefPath,
        /// The function, if its crate is indexed: that of the impl where it is known.
        function: Option<ItemRef>,
    },
    /// What the build chooses from, by features for one: at least two.
    OneOf(Vec<Target>),
    /// Not known.
    Unknown(Why),
}

/// What a call may mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Its canonical path.
    pub path: DefPath,
    /// The function, if its crate is indexed.
    pub function: Option<ItemRef>,
}

/// Why a call is not resolved.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// The name is declared nowhere that the analysis sees.
    Name,
    /// The receiver's type is not known.
    Receiver,
    /// The receiver's type belongs to a crate that is not indexed.
    External(DefPath),
    /// The receiver's type is known and has no such method that the analysis sees.
    Method,
    /// What is called is the value of an expression.
    Computed,
}

/// A call and the receiver that it was resolved for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Callee {
    /// What it means.
    pub resolution: Resolution,
    /// The type that the method belongs to, after dereferencing; none for a plain function.
    pub receiver: Option<Ty>,
    /// What the type parameters of a function stand for whose body may be read: its own, and those of its impl or trait. Where an impl is
    /// chosen, those of the trait's function.
    pub parameters: Vec<(Symbol, Ty)>,
    /// What it is if a value of an unread type passes on what it was made of.
    pub presumed: Option<Presumed>,
}

/// The meaning of a method call on a value whose type is not read: a trait in scope has such a method.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Presumed {
    /// The path of the trait's method.
    pub path: DefPath,
    /// The types of the values that the receiver was made of.
    pub made_of: Ty,
}

/// What inference found out about a body.
#[derive(Debug, Default)]
pub struct BodyTypes {
    types: Vec<Ty>,
    callees: ByExpr<Callee>,
    statics: ByExpr<ItemRef>,
    /// The crates that are not read and from which a trait may come whose method the body calls.
    pub(crate) trait_sources: Vec<Name>,
    /// The generic types of crates that are not read whose values the body has: they give what they are made of.
    pub(crate) containers: Vec<DefPath>,
}

impl BodyTypes {
    /// The type of what the function takes first that an expression is.
    pub(crate) fn first_input(&self, function: ExprId) -> Option<&Ty> {
        if let Ty::Function(inputs, _) = self.of(function) { inputs.first() } else { None }
    }

    /// The type of an expression.
    #[must_use]
    pub fn of(&self, expr: ExprId) -> &Ty {
        self.types.get(expr.0 as usize).unwrap_or(&Ty::Unknown)
    }

    /// What a method call, or a path to a function, means.
    #[must_use]
    pub fn callee(&self, expr: ExprId) -> Option<&Callee> {
        self.callees.get(expr)
    }

    /// The static that a path names.
    #[must_use]
    pub fn static_item(&self, expr: ExprId) -> Option<ItemRef> {
        self.statics.get(expr).copied()
    }

    /// All of them.
    pub fn callees(&self) -> impl Iterator<Item = (ExprId, &Callee)> {
        self.callees.iter()
    }
}

/// Infers the types in the body of a function of a unit.
#[must_use]
pub fn infer(program: &Program, item: ItemRef, body: &Body) -> BodyTypes {
    let scope = TypeScope::of_function(program, item);
    let signature = program.signature(item);
    Infer::new(program, item.unit, scope, signature, body).function(program.function(item), signature)
}

impl Program {
    /// Infers the types in the initialiser of a constant or static.
    #[must_use]
    pub fn infer_value(&self, item: ItemRef, body: &Body) -> BodyTypes {
        let value = self.value(item);
        let scope = match value.owner {
            crate::index::Owner::Impl(index) => TypeScope::of_impl(self, ItemRef { unit: item.unit, index }),
            crate::index::Owner::Trait(index) => TypeScope::of_trait(self, ItemRef { unit: item.unit, index }),
            crate::index::Owner::Free => TypeScope::of_scope(self, item.unit, value.scope),
        };
        let output = scope.lower(&value.ty);
        let signature =
            Signature { receiver: None, inputs: Vec::new(), output, body_output: output, bounds: Vec::new(), parameters: Vec::new() };
        Infer::new(self, item.unit, scope, &signature, body).value(&signature)
    }
}

/// The state of one inference.
struct Infer<'a> {
    program: &'a Program,
    body: &'a Body,
    /// The items of the body's blocks.
    blocks: Option<UnitId>,
    scope: TypeScope<'a>,
    solver: Solver<'a>,
    locals: Vec<(Name, Ty)>,
    /// What `return` and `?` leave: the function, closures and async blocks around.
    returns: Vec<Ty>,
    /// What is expected of each `loop` around, and what has left it so far.
    loops: Vec<(Ty, Ty)>,
    types: Vec<Ty>,
    callees: ByExpr<Callee>,
    statics: ByExpr<ItemRef>,
    /// What types have to implement, as far as it was too early to say.
    obligations: Vec<(Ty, Bound)>,
    /// As many of them, from the front, have been tried with what was known then and would not do better now.
    stuck: (usize, Version),
    /// Method calls whose receiver was not known yet, with the variable of their type.
    pending: Vec<(ExprId, Ty)>,
    /// The variables that stand for something of a crate that is not read: where it came from.
    origins: FxHashMap<u32, DefPath>,
    /// What values of such types, and of `dyn` types, were made of: by the variable that stands for it.
    made_of: FxHashMap<u32, Vec<Ty>>,
}

impl<'a> Infer<'a> {
    fn new(program: &'a Program, unit: UnitId, scope: TypeScope<'a>, signature: &Signature, body: &'a Body) -> Self {
        Self {
            program,
            body,
            blocks: program.blocks.of_body(unit, body),
            scope,
            solver: Solver::new(program, signature.bounds.clone()),
            locals: Vec::new(),
            returns: vec![signature.body_output],
            loops: Vec::new(),
            types: vec![Ty::Unknown; body.len()],
            callees: ByExpr::of(body.len()),
            statics: ByExpr::of(body.len()),
            obligations: Vec::new(),
            stuck: (0, Version::default()),
            pending: Vec::new(),
            origins: FxHashMap::default(),
            made_of: FxHashMap::default(),
        }
    }

    fn function(mut self, function: &Function, signature: &Signature) -> BodyTypes {
        if let Some(receiver) = &signature.receiver {
            self.locals.push((Name::new_static("self"), *receiver));
        }
        for (parameter, ty) in function.parameters.iter().zip(&signature.inputs) {
            self.bind(&parameter.pattern, ty);
        }
        self.value(signature)
    }

    fn value(mut self, signature: &Signature) -> BodyTypes {
        let ty = self.expr(self.body.root, &signature.body_output);
        self.solver.table.unify(&signature.body_output, &ty);
        self.settle();
        self.second_look();
        self.bind_made_of();
        let types = std::mem::take(&mut self.types);
        let types: Vec<Ty> = types.iter().map(|ty| self.solver.normalize(ty).closed()).collect();
        let mut callees = std::mem::take(&mut self.callees);
        for callee in callees.values_mut() {
            callee.receiver = callee.receiver.as_ref().map(|receiver| self.solver.normalize(receiver).closed());
            for (_, ty) in &mut callee.parameters {
                *ty = self.solver.normalize(ty).closed();
            }
            if let Some(presumed) = &mut callee.presumed {
                presumed.made_of = self.solver.normalize(&presumed.made_of);
            }
        }
        let lacks_method = callees.values().any(|callee| callee.resolution == Resolution::Unknown(Why::Method));
        let trait_sources = if lacks_method { self.scope.environment.unread_imports() } else { Vec::new() };
        let lacks_type = callees.values().any(|callee| matches!(callee.resolution, Resolution::Unknown(Why::External(_))));
        let containers = if lacks_type { generic_externals(&types) } else { Vec::new() };
        BodyTypes { types, callees, statics: self.statics, trait_sources, containers }
    }

    /// Fulfils what can be fulfilled by now.
    fn settle(&mut self) {
        loop {
            let start = self.solver.table.version();
            let stuck = if self.stuck.1 == start { self.stuck.0 } else { 0 };
            let waiting = self.obligations.split_off(stuck);
            let mut is_any_fulfilled = false;
            for (ty, bound) in waiting {
                match self.solver.fulfil(&ty, &bound) {
                    Some(left_open) => {
                        is_any_fulfilled = true;
                        self.obligations.extend(left_open);
                    }
                    None => self.obligations.push((ty, bound)),
                }
            }
            let end = self.solver.table.version();
            self.stuck = (if start == end { self.obligations.len() } else { 0 }, end);
            if !is_any_fulfilled {
                return;
            }
        }
    }

    /// Resolves the calls that were put off, as long as one more resolves.
    fn second_look(&mut self) {
        loop {
            let waiting = std::mem::take(&mut self.pending);
            let before = waiting.len();
            for (id, ty) in waiting {
                self.retry(id, &ty);
            }
            self.settle();
            if self.pending.is_empty() || self.pending.len() == before {
                return;
            }
        }
    }

    /// The type as far as it is known, obligations used where it is not.
    fn shape(&mut self, ty: &Ty) -> Ty {
        let shape = self.solver.shape(ty);
        if matches!(shape, Ty::Variable(_)) && !self.obligations.is_empty() {
            self.settle();
            return self.solver.shape(ty);
        }
        shape
    }

    /// A type with a variable for each part that is not known.
    fn open(&mut self, ty: &Ty) -> Ty {
        let table = &mut self.solver.table;
        ty.map(Contents::UNKNOWN, &mut |part| matches!(part, Ty::Unknown).then(|| table.fresh()))
    }

    /// A type as written in the body, with a variable for each `_`.
    fn written(&mut self, ty: &crate::index::TypeRef) -> Ty {
        let ty = self.scope.lower(ty);
        let ty = self.open(&ty);
        self.remembering(&ty)
    }

    /// A type that is not known because it comes from a crate that is not read.
    fn foreign(&mut self, path: DefPath) -> Ty {
        let ty = self.solver.table.fresh();
        if let Ty::Variable(variable) = ty {
            self.origins.insert(variable, path);
        }
        ty
    }

    /// Where a type that is not known came from, references to it included.
    fn origin(&self, ty: &Ty) -> Option<DefPath> {
        self.origin_and_variable(ty).map(|(path, _)| path)
    }

    /// The same, and the variable that stands for the type.
    fn origin_and_variable(&self, ty: &Ty) -> Option<(DefPath, Option<u32>)> {
        let mut ty = *ty;
        loop {
            match &ty {
                Ty::Variable(variable) => {
                    if let Some(path) = self.origins.get(variable) {
                        return Some((path.clone(), Some(*variable)));
                    }
                    let known = self.solver.table.shallow(&ty);
                    if known == ty {
                        return None;
                    }
                    ty = known;
                }
                Ty::Reference(inner) => ty = **inner,
                Ty::External(path, _) => return Some(((**path).clone(), None)),
                _ => return None,
            }
        }
    }

    /// What comes of a value that is not known: not known either, from the same crate, and made of the same.
    fn derived(&mut self, ty: &Ty) -> Ty {
        match self.origin_and_variable(ty) {
            Some((path, variable)) => {
                let derived = self.foreign(path);
                self.pass_on(variable, &derived);
                derived
            }
            None => Ty::Unknown,
        }
    }

    /// Records that a call goes to a function.
    fn record_function(&mut self, id: ExprId, function: ItemRef, receiver: Option<Ty>) {
        self.record(id, self.program.function_path(function), Some(function), receiver);
    }

    fn record(&mut self, id: ExprId, path: DefPath, function: Option<ItemRef>, receiver: Option<Ty>) {
        self.callees
            .insert(id, Callee { resolution: Resolution::Known { path, function }, receiver, parameters: Vec::new(), presumed: None });
    }

    /// Records what the type parameters of the function stand for that is called, if its body may be read.
    fn record_parameters(&mut self, id: ExprId, function: ItemRef, substitution: Substitution) {
        if !self.program.is_of_stub(function)
            && let Some(callee) = self.callees.get_mut(id)
        {
            callee.parameters = substitution.into_pairs();
        }
    }

    fn record_unknown(&mut self, id: ExprId, why: Why) {
        self.callees.insert(id, Callee { resolution: Resolution::Unknown(why), receiver: None, parameters: Vec::new(), presumed: None });
    }

    fn local(&self, name: &Name) -> Option<&Ty> {
        self.locals.iter().rev().find(|(local, _)| local == name).map(|(_, ty)| ty)
    }
}

/// The types of crates that are not read, as far as they are made of others that are known.
fn generic_externals(types: &[Ty]) -> Vec<DefPath> {
    let mut found = Vec::new();
    for ty in types.iter().filter(|ty| ty.contains(Contents::EXTERNAL)) {
        ty.any_part(&mut |part| {
            if let Ty::External(path, arguments) = part
                && arguments.iter().any(|argument| *argument != Ty::Unknown)
                && !found.contains(path)
            {
                found.push(*path);
            }
            false
        });
    }
    found.sort();
    found.into_iter().map(|path| (*path).clone()).collect()
}
