//! Traits: what a type's associated types are, which method a name means, and what a bound says of the types in it.

use super::definitions::{Definition, ItemRef, Program};
use super::interned::List;
use super::lower::self_name;
use super::methods::{Head, Taken};
use super::selection::Selection;
use super::ty::{Bound, Contents, Projection, Substitution, Symbol, Ty};
use super::unify::Table;
use crate::base::{DefPath, Name};

/// `Deref` is followed this many times.
const LONGEST_DEREF: usize = 10;
/// Projections inside projections deeper than this stay as they are.
const DEEPEST_PROJECTION: usize = 8;

/// Works on the types of one body.
pub(super) struct Solver<'a> {
    pub(super) program: &'a Program,
    pub(super) table: Table,
    /// What is known of the type parameters around.
    pub(super) bounds: Vec<(Ty, Bound)>,
    pub(super) depth: usize,
    pub(super) unread_bounds: UnreadBounds,
}

/// What a bound of a blanket impl counts for whose trait is of a crate that was not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum UnreadBounds {
    /// It does not hold: something that is known may be meant.
    Fail,
    /// It holds: nothing else is known that could be meant.
    Hold,
}

/// A method that a name means for a receiver.
#[derive(Debug)]
pub(super) struct Method {
    /// The inherent function, or the trait's.
    pub(super) function: ItemRef,
    /// The function of the impl that was selected, where the function is a trait's.
    pub(super) implementation: Option<ItemRef>,
    /// What the parameters of the impl or trait stand for, `Self` included.
    pub(super) substitution: Substitution,
    /// The receiver after dereferencing.
    pub(super) subject: Ty,
    /// The trait of which several impls may be meant, where an argument tells which: `From<T>` in `VecDeque::from(value)`.
    pub(super) undecided: Option<Bound>,
}

/// Why there is no method.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NoMethod {
    UnknownReceiver,
    External(DefPath),
    NotFound,
}

impl<'a> Solver<'a> {
    pub(super) fn new(program: &'a Program, bounds: Vec<(Ty, Bound)>) -> Self {
        Self { program, table: Table::default(), bounds, depth: 0, unread_bounds: UnreadBounds::Fail }
    }

    pub(super) fn fresh(&mut self, parameters: &[Symbol]) -> Substitution {
        parameters.iter().map(|&name| (name, self.table.fresh())).collect()
    }

    /// The type with its outermost variable or projection replaced.
    pub(super) fn shape(&mut self, ty: &Ty) -> Ty {
        let ty = self.table.shallow(ty);
        match ty {
            Ty::Projection(projection) => self.projected(&projection).map_or(ty, |known| self.table.shallow(&known)),
            _ => ty,
        }
    }

    /// The type with everything replaced that is known.
    pub(super) fn normalize(&mut self, ty: &Ty) -> Ty {
        self.table.deep(ty).map(Contents::PROJECTION, &mut |part| match part {
            Ty::Projection(projection) => self.projected(&projection),
            _ => None,
        })
    }

    fn projected(&mut self, Projection { subject, of, name }: &Projection) -> Option<Ty> {
        self.project(subject, *of, name)
    }

    /// `<subject as of>::name`.
    pub(super) fn project(&mut self, subject: &Ty, of: Option<ItemRef>, name: &Name) -> Option<Ty> {
        if self.depth > DEEPEST_PROJECTION {
            return None;
        }
        self.depth += 1;
        let found = self.project_inner(subject, of, name);
        self.depth -= 1;
        found
    }

    fn project_inner(&mut self, subject: &Ty, of: Option<ItemRef>, name: &Name) -> Option<Ty> {
        let subject = self.shape(subject);
        if let Ty::Function(_, output) = &subject
            && name == "Output"
        {
            return Some(**output);
        }
        // Of all impls for references the first one would fit.
        if self.is_open_reference(&subject) {
            return None;
        }
        let candidates: Vec<ItemRef> = match of {
            Some(of) if self.declares(of, name) => vec![of],
            _ => self.program.implementations.traits_with_type(name).to_vec(),
        };
        for of in candidates {
            let Some(selection) = self.select(&subject, of, None) else { continue };
            if let Some(ty) = self.associated(&selection, name) {
                return Some(self.normalize(&ty));
            }
        }
        None
    }

    /// Whether a type is a reference to what is not known.
    fn is_open_reference(&self, ty: &Ty) -> bool {
        let Ty::Reference(inner) = ty else { return false };
        let inner = self.table.shallow(inner);
        matches!(inner, Ty::Unknown | Ty::Variable(_)) || self.is_open_reference(&inner)
    }

    fn declares(&self, of: ItemRef, name: &Name) -> bool {
        self.program.trait_item(of).associated_types.iter().any(|(declared, _)| declared == name)
    }

    fn associated(&mut self, selection: &Selection, name: &Name) -> Option<Ty> {
        match selection {
            Selection::Bound(bound) => bound.associated.iter().find(|(given, _)| given == name).map(|(_, ty)| *ty),
            Selection::Impl(block, substitution) => {
                let stated = self.program.stated_type(*block, name)?;
                // `impl<B, I, F: FnMut(I::Item) -> B> Iterator for Map<I, F>`: only the bound says what `B` is.
                let header = self.program.implementations.header(*block)?;
                for (subject, bound) in header.bounds.iter().filter(|(_, bound)| !bound.associated.is_empty()) {
                    self.fulfil(&subject.substitute(substitution), &bound.substitute(substitution));
                }
                Some(stated.substitute(substitution))
            }
        }
    }

    /// `*ty`.
    pub(super) fn deref(&mut self, ty: &Ty) -> Option<Ty> {
        match self.shape(ty) {
            Ty::Reference(inner) => Some(*inner),
            ty @ (Ty::Adt(..) | Ty::Parameter(_) | Ty::Opaque(_)) => {
                let target = self.project(&ty, Some(self.program.lang().deref?), &Name::new_static("Target"))?;
                (target != ty).then_some(target)
            }
            _ => None,
        }
    }

    /// The method that `name` means for `receiver` (the Rust reference, "Method-call expressions").
    pub(super) fn method(&mut self, receiver: &Ty, name: &Name) -> Result<Method, NoMethod> {
        let mut candidate = self.normalize(receiver);
        for _ in 0..LONGEST_DEREF {
            candidate = self.shape(&candidate);
            match &candidate {
                Ty::Unknown | Ty::Variable(_) => return Err(NoMethod::UnknownReceiver),
                Ty::External(path, _) => return Err(NoMethod::External((**path).clone())),
                _ => {}
            }
            let inner = match &candidate {
                Ty::Reference(inner) => Some(self.shape(inner)),
                _ => None,
            };
            // A blanket impl for references would fit whatever is behind it.
            if matches!(inner.as_ref().map(Ty::behind_references), Some(Ty::Unknown | Ty::Variable(_))) {
                return Err(NoMethod::UnknownReceiver);
            }
            // `impl Write for Arc<File>` does not say what an `Arc<_>` holds: that may have a method of the same name.
            let leads_to_unknown = candidate.contains(Contents::VARIABLE) && self.leads_to_unknown(&candidate);
            // By value: `self` of the candidate, `&self` of what it refers to; then by reference.
            let tries = [(Some(&candidate), Taken::Value), (inner.as_ref(), Taken::Reference), (Some(&candidate), Taken::Reference)];
            for (subject, taken) in tries {
                let Some(subject) = subject else { continue };
                if let Some(method) = self.inherent_method(subject, name, taken) {
                    return Ok(method);
                }
                let before = self.table.snapshot();
                if let Some(method) = self.trait_method(subject, name, Some(taken)) {
                    if leads_to_unknown && self.table.has_bound_since(before) {
                        self.table.roll_back(before);
                        return Err(NoMethod::UnknownReceiver);
                    }
                    // `impl<T> Convert for T` of a crate that nobody here imports takes no type's own method from it.
                    let is_foreign = self.program.is_of_foreign_trait(method.function);
                    let own = if is_foreign { self.inherent_method(&candidate, name, Taken::Reference) } else { None };
                    return Ok(own.unwrap_or(method));
                }
            }
            candidate = match &candidate {
                Ty::Array(element) => Ty::Slice(*element),
                other => match self.deref(other) {
                    Some(target) => target,
                    None => return Err(NoMethod::NotFound),
                },
            };
        }
        Err(NoMethod::NotFound)
    }

    /// Whether what a pointer leads to in the end is not known.
    fn leads_to_unknown(&mut self, pointer: &Ty) -> bool {
        let mut ty = *pointer;
        for _ in 0..LONGEST_DEREF {
            let Some(target) = self.deref(&ty) else { break };
            ty = self.shape(&target);
        }
        matches!(ty, Ty::Unknown | Ty::Variable(_))
    }

    /// The function that `ty::name` means.
    pub(super) fn associated_function(&mut self, ty: &Ty, name: &Name) -> Result<Method, NoMethod> {
        let ty = self.shape(ty);
        match &ty {
            Ty::Unknown | Ty::Variable(_) => return Err(NoMethod::UnknownReceiver),
            Ty::External(path, _) => return Err(NoMethod::External(path.join(name))),
            _ => {}
        }
        let found = self.inherent_function(&ty, name, None).or_else(|| self.trait_method(&ty, name, None));
        found.or_else(|| self.derived_function(&ty, name)).ok_or(NoMethod::NotFound)
    }

    /// The function that `ty::name` means if bounds by traits that nobody read hold.
    pub(super) fn function_by_unread_bound(&mut self, ty: &Ty, name: &Name) -> Option<Method> {
        self.unread_bounds = UnreadBounds::Hold;
        let found = self.trait_method(ty, name, None);
        self.unread_bounds = UnreadBounds::Fail;
        found
    }

    /// `Settings::default` where nothing that was read says that `Settings` is `Default`: a derive or macro of another crate has to.
    fn derived_function(&mut self, ty: &Ty, name: &Name) -> Option<Method> {
        let Ty::Adt(item, _) = ty else { return None };
        if self.program.is_of_stub(*item) {
            return None;
        }
        let mut members = self.program.implementations.trait_members(name).iter();
        let is_common =
            |(of, function): &&(ItemRef, ItemRef)| self.program.function(*function).receiver.is_none() && self.program.is_in_prelude(*of);
        let &(of, function) = members.find(is_common)?;
        let parameters = self.program.parameters_of_trait(of);
        let mut substitution = self.fresh(parameters);
        substitution.insert(self_name(), *ty);
        Some(Method { function, implementation: None, substitution, subject: *ty, undecided: None })
    }

    fn inherent_method(&mut self, subject: &Ty, name: &Name, taken: Taken) -> Option<Method> {
        self.inherent_function(subject, name, Some(taken))
    }

    fn inherent_function(&mut self, subject: &Ty, name: &Name, taken: Option<Taken>) -> Option<Method> {
        let program = self.program;
        let methods = program.implementations.inherent(&Head::of(subject)?, name);
        // Of two under opposite `cfg`s this build has one.
        let is_elsewhere = |known: &&(ItemRef, ItemRef)| methods.len() > 1 && program.is_of_other_builds(known.1);
        let here = methods.iter().filter(|known| !is_elsewhere(known));
        for &(block, function) in here.chain(methods.iter().filter(is_elsewhere)) {
            if !taken.is_none_or(|taken| taken.accepts(program.function(function).receiver.as_ref())) {
                continue;
            }
            let header = program.implementations.header(block)?;
            if self.table.is_other(&header.self_type, subject) {
                continue;
            }
            let snapshot = self.table.snapshot();
            let substitution = self.fresh(&header.parameters);
            if self.table.unify(&header.self_type.substitute(&substitution), subject) {
                return Some(Method { function, implementation: None, substitution, subject: *subject, undecided: None });
            }
            self.table.roll_back(snapshot);
        }
        None
    }

    fn trait_method(&mut self, subject: &Ty, name: &Name, taken: Option<Taken>) -> Option<Method> {
        let program = self.program;
        for &(of, function) in program.implementations.trait_members(name) {
            if !taken.is_none_or(|taken| taken.accepts(program.function(function).receiver.as_ref())) {
                continue;
            }
            let mut selections = self.select_all(subject, of, None, 2, 0);
            let is_only = selections.len() == 1;
            let Some(selection) = selections.pop() else { continue };
            let parameters = program.parameters_of_trait(of);
            let mut substitution = self.fresh(parameters);
            substitution.insert(self_name(), *subject);
            let (mut implementation, mut undecided) = (None, None);
            match &selection {
                Selection::Impl(block, known) if is_only => {
                    implementation = program.implementations.member_of(program, *block, name);
                    let bound = program.implementations.header(*block).and_then(|header| header.bound.clone());
                    let arguments: Vec<Ty> =
                        bound.iter().flat_map(|bound| bound.arguments.iter()).map(|argument| argument.substitute(known)).collect();
                    self.unify_named(parameters, &substitution, &arguments);
                }
                Selection::Impl(..) if !parameters.is_empty() && !program.function(function).parameters.is_empty() => {
                    let arguments = parameters.iter().filter_map(|&name| substitution.get(name)).collect();
                    undecided = Some(Bound { definition: Definition::Trait(of), arguments, associated: List::from([]) });
                }
                Selection::Impl(..) => {}
                Selection::Bound(bound) => self.unify_named(parameters, &substitution, &bound.arguments),
            }
            return Some(Method { function, implementation, substitution, subject: *subject, undecided });
        }
        None
    }

    fn unify_named(&mut self, parameters: &[Symbol], substitution: &Substitution, arguments: &[Ty]) {
        for (&name, argument) in parameters.iter().zip(arguments) {
            if let Some(open) = substitution.get(name) {
                self.table.unify(&open, argument);
            }
        }
    }

    /// Makes a type implement what a bound says: binds the bound's arguments and associated types. Gives what has to hold for that and
    /// cannot be looked at yet; none if it is too early to say anything.
    pub(super) fn fulfil(&mut self, ty: &Ty, bound: &Bound) -> Option<Vec<(Ty, Bound)>> {
        let Definition::Trait(of) = bound.definition else { return Some(Vec::new()) };
        let ty = self.shape(ty);
        match &ty {
            Ty::Variable(_) => return None,
            Ty::Function(inputs, output) if self.program.lang().functions.contains(&Some(of)) => {
                if let Some(Ty::Tuple(wanted)) = bound.arguments.first().map(|argument| self.table.shallow(argument)) {
                    for (input, wanted) in inputs.iter().zip(wanted.iter()) {
                        let wanted = self.normalize(wanted);
                        self.table.unify(input, &wanted);
                    }
                }
                if let Some((_, wanted)) = bound.associated.first() {
                    let output = self.normalize(output);
                    self.table.unify(wanted, &output);
                }
                return Some(Vec::new());
            }
            _ => {}
        }
        // `HashMap<_, _>: FromIterator<Self::Item>`: the item has to be known as the tuple that it is.
        let arguments: Vec<Ty> = bound.arguments.iter().map(|argument| self.normalize(argument)).collect();
        // `&str: AsRef<Path>`: whether it holds or not, it says nothing of any type.
        let is_known = |ty: &Ty| !ty.contains(Contents::VARIABLE);
        if bound.associated.is_empty() && arguments.iter().all(is_known) && is_known(&self.table.deep(&ty)) {
            return Some(Vec::new());
        }
        let selections = self.select_all(&ty, of, Some(&arguments), 2, 0);
        match selections.as_slice() {
            [] => Some(Vec::new()),
            [selection] => {
                if let Selection::Bound(known) = selection {
                    for (given, wanted) in known.arguments.iter().zip(&arguments) {
                        self.table.unify(given, wanted);
                    }
                }
                for (name, wanted) in bound.associated.iter() {
                    let known = if self.declares(of, name) {
                        self.associated(selection, name).map(|known| self.normalize(&known))
                    } else {
                        self.project(&ty, Some(of), name)
                    };
                    if let Some(known) = known {
                        self.table.unify(wanted, &known);
                    }
                }
                Some(self.left_open(selection))
            }
            _ => None,
        }
    }

    /// What an impl asks of types that are not known yet: `V: FromIterator<A>`, where a `Result<V, E>` is collected.
    fn left_open(&mut self, selection: &Selection) -> Vec<(Ty, Bound)> {
        let Selection::Impl(block, substitution) = selection else { return Vec::new() };
        let Some(header) = self.program.implementations.header(*block) else { return Vec::new() };
        let says_something = header.bounds.iter().filter(|(_, bound)| !(bound.arguments.is_empty() && bound.associated.is_empty()));
        let is_open = |ty: &Ty| matches!(self.table.shallow(ty), Ty::Variable(_));
        says_something
            .filter_map(|(subject, bound)| {
                let subject = substitution.of_parameter(*subject).filter(is_open)?;
                Some((subject, bound.substitute(substitution)))
            })
            .collect()
    }
}
