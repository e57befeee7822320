//! Patterns: the types of the names that they bind.

use super::Infer;
use crate::base::Name;
use crate::index::{PathRef, Pattern, TypeItemKind};
use crate::resolve::definitions::Definition;
use crate::resolve::interned::Interned;
use crate::resolve::lower::TypeScope;
use crate::resolve::names::Namespace;
use crate::resolve::ty::{Substitution, Ty};

impl Infer<'_> {
    /// Binds the names of `pattern`, which is matched against a value of type `ty`.
    pub(super) fn bind(&mut self, pattern: &Pattern, ty: &Ty) {
        match pattern {
            Pattern::Nothing | Pattern::Rest | Pattern::Path(_) => {}
            Pattern::Bind(binding) => {
                if binding.subpattern.is_none() && self.is_constant(&binding.name) {
                    return;
                }
                if let Some(subpattern) = &binding.subpattern {
                    self.bind(subpattern, ty);
                }
                let bound = if binding.by_reference { Ty::reference(*ty) } else { *ty };
                self.locals.push((binding.name.clone(), bound));
            }
            Pattern::Typed(inner, annotation) => {
                let annotation = self.written(annotation);
                self.solver.table.unify(&annotation, ty);
                self.bind(inner, &annotation);
            }
            Pattern::Reference(inner) => {
                let target = match self.shape(ty) {
                    Ty::Reference(target) => *target,
                    _ => Ty::Unknown,
                };
                self.bind(inner, &target);
            }
            Pattern::Or(cases) => {
                if let Some(first) = cases.first() {
                    self.bind(first, ty);
                }
            }
            Pattern::Tuple(parts) => {
                let (ty, is_reference) = self.peel(ty);
                let known = match &ty {
                    Ty::Tuple(known) => known.to_vec(),
                    Ty::Variable(_) if !parts.contains(&Pattern::Rest) => {
                        let fresh: Vec<Ty> = parts.iter().map(|_| self.solver.table.fresh()).collect();
                        self.solver.table.unify(&ty, &Ty::Tuple(fresh.clone().into()));
                        fresh
                    }
                    _ => Vec::new(),
                };
                self.bind_all(parts, &known, is_reference);
            }
            Pattern::Slice(parts) => {
                let (ty, is_reference) = self.peel(ty);
                let element = match ty {
                    Ty::Slice(element) | Ty::Array(element) => *element,
                    _ => Ty::Unknown,
                };
                for part in parts {
                    let whole = matches!(part, Pattern::Bind(binding) if binding.subpattern.as_deref() == Some(&Pattern::Rest));
                    let part_type = if whole { Ty::Slice(Interned::new(element)) } else { element };
                    self.bind(part, &referred(part_type, is_reference));
                }
            }
            Pattern::TupleStruct(path, parts) => {
                let (ty, is_reference) = self.peel(ty);
                let known: Vec<Ty> = match self.fields(path, &ty) {
                    Some(fields) => fields.into_iter().map(|(_, ty)| ty).collect(),
                    None => match (&ty, parts.as_slice()) {
                        // `State(config): State<Config>` of a crate that was not read: what it is made of is all that it can hold.
                        (Ty::External(_, arguments), [Pattern::Bind(_)]) if arguments.len() == 1 => arguments.to_vec(),
                        _ => parts.iter().map(|_| self.derived(&ty)).collect(),
                    },
                };
                self.bind_all(parts, &known, is_reference);
            }
            Pattern::Struct(path, parts) => {
                let (ty, is_reference) = self.peel(ty);
                let fields = self.fields(path, &ty).unwrap_or_default();
                for (name, part) in parts {
                    let known = fields.iter().find(|(field, _)| field == name).map_or(Ty::Unknown, |(_, ty)| *ty);
                    self.bind(part, &referred(known, is_reference));
                }
            }
        }
    }

    /// The type behind references, and whether there was one: what is matched through a reference is bound by reference.
    fn peel(&mut self, ty: &Ty) -> (Ty, bool) {
        let mut ty = self.shape(ty);
        let mut is_reference = false;
        while let Ty::Reference(inner) = &ty {
            is_reference = true;
            ty = self.shape(&inner.clone());
        }
        (ty, is_reference)
    }

    fn bind_all(&mut self, parts: &[Pattern], known: &[Ty], is_reference: bool) {
        let rest = parts.iter().position(|part| *part == Pattern::Rest);
        for (at, part) in parts.iter().enumerate() {
            let place = match rest {
                Some(rest) if at > rest => (known.len() + at).checked_sub(parts.len()),
                _ => Some(at),
            };
            let ty = place.and_then(|place| known.get(place)).copied().unwrap_or(Ty::Unknown);
            self.bind(part, &referred(ty, is_reference));
        }
    }

    /// Whether a lone name in a pattern is a constant or a unit variant rather than a new variable.
    fn is_constant(&self, name: &Name) -> bool {
        name.starts_with(|first: char| first.is_uppercase())
            && matches!(
                self.scope.environment.find(std::slice::from_ref(name), false, Namespace::Values).map(|found| found.definition),
                Some(Definition::Variant(..) | Definition::Value(_) | Definition::Type(_))
            )
    }

    /// The fields of the struct or variant that `path` means, where the value's type is `ty`.
    pub(super) fn fields(&mut self, path: &PathRef, ty: &Ty) -> Option<Vec<(Name, Ty)>> {
        let definition = self.constructor(path)?;
        let (item, fields) = self.program.fields(&definition)?;
        let parameters = self.program.parameters_of(item);
        let arguments = match ty {
            Ty::Adt(own, arguments) if *own == item => arguments.to_vec(),
            _ => {
                let open = |infer: &mut Self| match infer.derived(ty) {
                    Ty::Unknown => infer.solver.table.fresh(),
                    derived => derived,
                };
                let fresh: Vec<Ty> = parameters.iter().map(|_| open(self)).collect();
                self.solver.table.unify(ty, &Ty::Adt(item, fresh.clone().into()));
                fresh
            }
        };
        let substitution: Substitution = parameters.iter().copied().zip(arguments).collect();
        Some(fields.iter().map(|(name, ty)| (name.clone(), ty.substitute(&substitution))).collect())
    }

    /// What a path to a constructor means: `Some`, `Self::Variant`, `Config`.
    pub(super) fn constructor(&mut self, path: &PathRef) -> Option<Definition> {
        if path.segments.first().is_some_and(|first| first.name == "Self") {
            let Some(Ty::Adt(item, _)) = self.scope.self_type else { return None };
            return match path.segments.get(1).map(|segment| &segment.name) {
                None => Some(Definition::Type(item)),
                Some(variant) => {
                    let TypeItemKind::Enum(variants) = &self.program.type_item(item).kind else { return None };
                    let at = variants.iter().position(|known| known.name == *variant)?;
                    Some(Definition::Variant(item, at as u32))
                }
            };
        }
        let found = self.scope.environment.find(&path.segments, path.global, Namespace::Values)?;
        if found.rest > 0 {
            return None;
        }
        match found.definition {
            // `type Alias = Struct;` constructs the struct.
            Definition::Type(item) => {
                match TypeScope::of_scope(self.program, item.unit, crate::index::ScopeId::ROOT).instance(&Definition::Type(item), &[]) {
                    Ty::Adt(item, _) => Some(Definition::Type(item)),
                    _ => None,
                }
            }
            definition => Some(definition),
        }
    }
}

fn referred(ty: Ty, is_reference: bool) -> Ty {
    match ty {
        Ty::Unknown => ty,
        ty if is_reference => Ty::reference(ty),
        ty => ty,
    }
}
