//! Paths to definitions: lexical scopes, imports, globs, re-exports, the extern prelude and std's (the Rust reference, "Name
//! resolution").

mod state;

use std::sync::OnceLock;

use super::definitions::{CrateId, Declared, Definition, ExternCrate, ItemRef, ModuleId, Presence, Program};
use super::meanings::{Meaning, Meanings};
use super::prelude::Prelude;
use crate::base::{DefPath, Name, is_std};
use crate::index::{Import, TypeItemKind};
use crate::workspace::Edition;

use state::{Chain, State};

/// Types and modules, functions and values, or macros.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Namespace {
    /// Types, traits and modules.
    Types,
    /// Functions, constructors, constants and statics.
    Values,
    /// `macro_rules!` of the workspace.
    Macros,
}

/// Where a path stands.
#[derive(Clone, Debug)]
pub struct Environment<'a> {
    /// Everything that is known.
    pub program: &'a Program,
    /// The module around it, or the innermost block with items.
    pub module: ModuleId,
}

/// What the front of a path means; `rest` segments at its end are left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) definition: Definition,
    pub(super) rest: usize,
}

/// A glob import of a module.
#[derive(Clone, Debug)]
pub(super) struct Glob {
    /// Index into the imports of the module's unit.
    import: u32,
    /// What it opens, once that was asked.
    target: OnceLock<GlobTarget>,
}

impl Glob {
    /// The glob import that is the one at this place of the unit's imports.
    pub(super) fn new(import: u32) -> Self {
        Self { import, target: OnceLock::new() }
    }
}

/// What a glob opens.
#[derive(Clone, Debug)]
struct GlobTarget {
    /// A module or an enum, if it is known.
    definition: Option<Definition>,
    /// Whether a name on the way to it was declared more than once.
    has_twins: bool,
}

/// What has been asked on the way, so that globs which lead to each other end; each with whether its private names counted.
type Visited = Vec<(ModuleId, Namespace, bool)>;

impl Environment<'_> {
    /// What the path of `segments` means in `namespace`.
    pub(super) fn find(&self, segments: &[impl AsRef<str>], global: bool, namespace: Namespace) -> Option<Found> {
        self.find_with(&State::default(), segments, global, namespace)
    }

    /// As [`Self::find`], with what else the path means where a name on the way is declared twice and the build chooses.
    pub(super) fn find_twins(&self, segments: &[impl AsRef<str>], global: bool, namespace: Namespace) -> Option<(Found, Option<Found>)> {
        let state = State::default();
        let found = self.find_with(&state, segments, global, namespace)?;
        let twin = || self.find_with(&State { prefers_last: true, ..State::default() }, segments, global, namespace);
        let other = if state.has_twins.get() { twin().filter(|other| *other != found) } else { None };
        Some((found, other))
    }

    fn find_with(&self, state: &State, segments: &[impl AsRef<str>], global: bool, namespace: Namespace) -> Option<Found> {
        let search = Search { program: self.program, state };
        let first = segments.first()?.as_ref();
        let own = if segments.len() == 1 { namespace } else { Namespace::Types };
        if global || matches!(first, "crate" | "self" | "super") {
            return search.path(self.module, segments, global, namespace, &Chain::START);
        }
        let start = search.meaning(self.module, first, own)?;
        search.follow(start, &segments[1..], namespace, &Chain::START)
    }
}

impl Environment<'_> {
    /// The crates that are not read and from which an import of the module, or of a block around, may bring a trait.
    pub(super) fn unread_imports(&self) -> Vec<Name> {
        let state = State::default();
        let search = Search { program: self.program, state: &state };
        let units: Vec<_> = self.program.with_blocks_around(self.module).map(|module| self.program.module(module).unit).collect();
        let mut found: Vec<Name> = units
            .into_iter()
            .flat_map(|unit| &self.program.items(unit).imports)
            .filter_map(|import| {
                let first = import.path.first()?;
                if !import.may_bring_trait() {
                    return None;
                }
                match search.lexical(self.module, first, Namespace::Types, &Chain::START)? {
                    Definition::External(path) => Some(Name::new(path.crate_name())),
                    _ => None,
                }
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }
}

/// Look-ups that need no body.
#[derive(Clone, Copy)]
struct Search<'a> {
    program: &'a Program,
    state: &'a State,
}

impl Search<'_> {
    /// A path from a module, as in a `use`.
    fn path(self, module: ModuleId, segments: &[impl AsRef<str>], global: bool, namespace: Namespace, chain: &Chain<'_>) -> Option<Found> {
        let krate = self.program.module(module).krate;
        let (first, mut rest) = segments.split_first()?;
        let start = match first.as_ref() {
            "crate" | "$crate" => Definition::Module(self.program.crates[krate.0 as usize].root),
            "self" => Definition::Module(self.program.named_module(module)),
            "super" => {
                let mut target = self.program.module(self.program.named_module(module)).parent?;
                while let Some((next, after)) = rest.split_first()
                    && next.as_ref() == "super"
                {
                    target = self.program.module(target).parent?;
                    rest = after;
                }
                Definition::Module(target)
            }
            first => {
                let own = if rest.is_empty() { namespace } else { Namespace::Types };
                self.first_segment(module, krate, first, global, own, chain)?
            }
        };
        self.follow(start, rest, namespace, chain)
    }

    fn first_segment(
        self,
        module: ModuleId,
        krate: CrateId,
        first: &str,
        global: bool,
        namespace: Namespace,
        chain: &Chain<'_>,
    ) -> Option<Definition> {
        let edition = self.program.crates[krate.0 as usize].edition;
        if global {
            if edition == Edition::E2015 {
                let root = self.program.crates[krate.0 as usize].root;
                return self
                    .in_module(root, root, first, namespace, chain, &mut Visited::default())
                    .or_else(|| self.extern_crate(krate, first));
            }
            // A stub names crates that have none from outside.
            let is_stub = self.program.is_stub_crate(krate);
            return self.extern_crate(krate, first).or_else(|| is_stub.then(|| Definition::External(DefPath::new(first))));
        }
        // A glob that brings the name of a crate is an error in a `use`, unless it brings that crate (rustc, `AmbiguityKind::GlobVsOuter`):
        // a list of fifty `use service_x::*` need not ask each of them for the crate of each other.
        let is_declared = |around| self.program.module(around).declared.contains_key(first);
        if namespace == Namespace::Types
            && edition != Edition::E2015
            && let Some(found) = self.extern_crate(krate, first)
            && !self.program.with_blocks_around(module).any(is_declared)
        {
            return Some(found);
        }
        self.lexical(module, first, namespace, chain)
    }

    /// A macro that is visible by the order of the text, or that the crate takes from another by `#[macro_use] extern crate`.
    fn textual_macro(self, module: ModuleId, name: &str) -> Option<ItemRef> {
        let program = self.program;
        program.textual_macro(module, u32::MAX, name).or_else(|| {
            let krate = program.module(module).krate;
            let root = program.module(program.crates[krate.0 as usize].root);
            let imports = program.items(root.unit).imports.iter();
            let lenders = imports.filter(|import| import.extern_crate && import.attributes.paths.iter().any(|path| path == "macro_use"));
            lenders.filter_map(|import| self.extern_crate(krate, import.path.first()?)).find_map(|lender| match lender {
                Definition::Module(lender) => program.exported_macro(lender, name),
                _ => None,
            })
        })
    }

    /// The path of an import; in the 2015 edition it starts at the crate's root.
    fn import(self, module: ModuleId, import: &Import, namespace: Namespace, chain: &Chain<'_>) -> Option<Found> {
        let krate = self.program.module(module).krate;
        if import.extern_crate {
            let name = import.path.first()?;
            if name == "self" {
                return Some(Found { definition: Definition::Module(self.program.crates[krate.0 as usize].root), rest: 0 });
            }
            return self.extern_crate(krate, name).map(|definition| Found { definition, rest: 0 });
        }
        let is_relative = matches!(import.path.first().map(Name::as_str), Some("self" | "super" | "crate" | "$crate"));
        if self.program.crates[krate.0 as usize].edition == Edition::E2015 && !is_relative {
            let root = self.program.crates[krate.0 as usize].root;
            return self.path(root, &import.path, false, namespace, chain);
        }
        self.path(module, &import.path, import.global, namespace, chain)
    }

    /// A name as code in the module sees it, where no import is being followed: looked up once.
    fn meaning(self, module: ModuleId, name: &str, namespace: Namespace) -> Option<Definition> {
        let look_up = |state: &State| Search { program: self.program, state }.lexical(module, name, namespace, &Chain::START);
        if self.state.prefers_last {
            return look_up(self.state);
        }
        let meaning = self.program.module(module).meanings.get(name, namespace, || {
            let state = State::default();
            Meaning { definition: look_up(&state), has_twins: state.has_twins.get() }
        });
        self.state.has_twins.set(self.state.has_twins.get() || meaning.has_twins);
        meaning.definition
    }

    /// A name as code in the module sees it.
    fn lexical(self, module: ModuleId, name: &str, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        let krate = self.program.module(module).krate;
        for around in self.program.with_blocks_around(module) {
            if let Some(found) = self.in_module(around, around, name, namespace, chain, &mut Visited::default()) {
                return Some(found);
            }
        }
        if namespace == Namespace::Macros {
            return self.textual_macro(module, name).map(Definition::Macro);
        }
        if namespace == Namespace::Types
            && let Some(found) = self.extern_crate(krate, name)
        {
            return Some(found);
        }
        self.prelude(krate, name, namespace).or_else(|| {
            let is_primitive = namespace == Namespace::Types && super::primitives::Primitive::named(name).is_some();
            is_primitive.then(|| Definition::Primitive(Name::new(name)))
        })
    }

    fn prelude(self, krate: CrateId, name: &str, namespace: Namespace) -> Option<Definition> {
        let edition = self.program.crates[krate.0 as usize].edition;
        self.program.preludes.of(edition).get(name, namespace).cloned()
    }

    fn prelude_of(self, edition: Edition) -> Prelude {
        let mut found = Prelude::default();
        let path = ["prelude", edition.prelude()];
        let root = self.program.stub_crates.get("std").map(|std| Definition::Module(self.program.crates[std.0 as usize].root));
        let Some(Found { definition: Definition::Module(prelude), rest: 0 }) =
            root.and_then(|root| self.follow(root, &path, Namespace::Types, &Chain::START))
        else {
            return found;
        };
        let mut modules = vec![prelude];
        let mut at = 0;
        while let Some(&module) = modules.get(at) {
            at += 1;
            let scope = self.program.module(module);
            for name in scope.declared.keys() {
                let meaning = |namespace| self.in_module(prelude, prelude, name, namespace, &Chain::START, &mut Visited::default());
                found.add(name.clone(), meaning(Namespace::Types), meaning(Namespace::Values));
            }
            for glob in &scope.globs {
                let import = &self.program.items(scope.unit).imports[glob.import as usize];
                if let Some(Found { definition: Definition::Module(target), rest: 0 }) =
                    self.import(module, import, Namespace::Types, &Chain::START)
                    && !modules.contains(&target)
                {
                    modules.push(target);
                }
            }
        }
        found
    }

    /// A crate that `krate` can name: a dependency, std, or itself under the name that other targets use.
    fn extern_crate(self, krate: CrateId, name: &str) -> Option<Definition> {
        let own = &self.program.crates[krate.0 as usize];
        let root = |krate: CrateId| Definition::Module(self.program.crates[krate.0 as usize].root);
        if let Some(target) = own.externs.get(name) {
            return Some(match target {
                ExternCrate::Known(krate) => root(*krate),
                ExternCrate::Unknown(package, _) => Definition::External(DefPath::new(package)),
            });
        }
        if is_std(name) {
            return self.program.stub_crates.get(name).copied().map(root);
        }
        if self.program.is_stub_crate(krate) {
            // A stub may name the other stubs.
            return self.program.stub_crates.get(name).copied().map(root);
        }
        None
    }

    /// A name behind the path of a module: looked up once, as if nothing else was being followed, so that the answer does not depend on who
    /// asks first.
    fn exported(self, module: ModuleId, name: &str, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        if self.state.opens_globs || self.state.finds_export || self.state.prefers_last {
            return self.in_module(module, module, name, namespace, chain, &mut Visited::default());
        }
        let export = self.program.module(module).exports.get(name, namespace, || {
            let state = State { finds_export: true, ..State::default() };
            let search = Search { program: self.program, state: &state };
            let definition = search.in_module(module, module, name, namespace, &Chain::START, &mut Visited::default());
            Meaning { definition, has_twins: state.has_twins.get() }
        });
        self.state.has_twins.set(self.state.has_twins.get() || export.has_twins);
        export.definition
    }

    /// A name declared in, imported into or globbed into a module, as `from` sees it, which is that module or has a glob of it.
    fn in_module(
        self,
        module: ModuleId,
        from: ModuleId,
        name: &str,
        namespace: Namespace,
        chain: &Chain<'_>,
        visited: &mut Visited,
    ) -> Option<Definition> {
        let scope = self.program.module(module);
        let items = self.program.items(scope.unit);
        let is_inside = self.program.is_within(from, module);
        // Only what has globs can lead back to itself, or on to many others.
        if !scope.globs.is_empty() {
            let question = (module, namespace, is_inside);
            if visited.contains(&question) {
                return None;
            }
            visited.push(question);
            self.state.left.set(self.state.left.get().checked_sub(1)?);
        }
        let declared = scope.declared.get(name).into_iter().flatten();
        let declared = declared.filter(|(_, declared)| is_inside || declared.is_public(items));
        let resolved = declared.filter_map(|&(presence, declared)| Some((presence, self.declared(module, declared, namespace, chain)?)));
        if let Some(found) = self.chosen(resolved) {
            return Some(found);
        }
        if namespace == Namespace::Macros
            && let Some(exported) = self.program.exported_macro(module, name)
        {
            return Some(Definition::Macro(exported));
        }
        for glob in scope.globs.iter().filter(|glob| is_inside || items.imports[glob.import as usize].is_public) {
            let Some(chain) = chain.with((module, glob.import)) else { continue };
            let inner = match self.opened(module, glob, &chain) {
                Some(Definition::Module(target)) => self.in_module(target, module, name, namespace, &chain, visited),
                Some(Definition::Type(item)) => self.variant(item, name),
                // A glob of an unknown crate may bring the name or not; std's and the crate's own come first.
                _ => None,
            };
            if inner.is_some() {
                return inner;
            }
        }
        None
    }

    /// What a glob opens: looked up once, as if nothing else was being followed, so that the answer does not depend on who asks first.
    fn opened(self, module: ModuleId, glob: &Glob, chain: &Chain<'_>) -> Option<Definition> {
        let look_up = |search: Search<'_>, chain: &Chain<'_>| {
            let import = &self.program.items(self.program.module(module).unit).imports[glob.import as usize];
            let found = search.import(module, import, Namespace::Types, chain)?;
            (found.rest == 0).then_some(found.definition)
        };
        if self.state.opens_globs || self.state.prefers_last {
            return look_up(self, chain);
        }
        let target = glob.target.get_or_init(|| {
            let state = State { opens_globs: true, ..State::default() };
            let alone = Chain::of((module, glob.import));
            let definition = look_up(Search { program: self.program, state: &state }, &alone);
            GlobTarget { definition, has_twins: state.has_twins.get() }
        });
        self.state.has_twins.set(self.state.has_twins.get() || target.has_twins);
        target.definition.clone()
    }

    /// The declaration that counts among those of one name, which come in the order of their presence.
    fn chosen(self, mut resolved: impl Iterator<Item = (Presence, Definition)>) -> Option<Definition> {
        let (presence, mut chosen) = resolved.next()?;
        for (_, other) in resolved.take_while(|(known, _)| known.may_be_instead_of(presence)) {
            if other == chosen {
                continue;
            }
            self.state.has_twins.set(true);
            // What is known says more than what is not.
            if self.state.prefers_last || matches!(chosen, Definition::External(_)) {
                chosen = other;
            }
        }
        Some(chosen)
    }

    fn declared(self, module: ModuleId, declared: Declared, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        let unit = self.program.module(module).unit;
        let item = |index| ItemRef { unit, index };
        match (declared, namespace) {
            (Declared::Module(module), Namespace::Types) => Some(Definition::Module(module)),
            (Declared::Trait(index), Namespace::Types) => Some(Definition::Trait(item(index))),
            (Declared::Type(index), Namespace::Types | Namespace::Values) => Some(Definition::Type(item(index))),
            (Declared::Function(index), Namespace::Values) => Some(Definition::Function(item(index))),
            (Declared::Value(index), Namespace::Values) => Some(Definition::Value(item(index))),
            (Declared::Macro(index), Namespace::Macros) => Some(Definition::Macro(item(index))),
            (Declared::Import(index), _) => {
                let import = &self.program.items(unit).imports[index as usize];
                let found = self.import(module, import, namespace, &chain.with((module, index))?)?;
                (found.rest == 0).then_some(found.definition)
            }
            _ => None,
        }
    }

    fn variant(self, item: ItemRef, name: &str) -> Option<Definition> {
        let TypeItemKind::Enum(variants) = &self.program.type_item(item).kind else { return None };
        variants.iter().position(|variant| variant.name == *name).map(|at| Definition::Variant(item, at as u32))
    }

    /// Goes on from a definition along the rest of a path.
    fn follow(self, start: Definition, rest: &[impl AsRef<str>], namespace: Namespace, chain: &Chain<'_>) -> Option<Found> {
        let mut definition = start;
        for (at, segment) in rest.iter().enumerate() {
            let segment = segment.as_ref();
            let left = rest.len() - at;
            let own = if left == 1 { namespace } else { Namespace::Types };
            definition = match definition {
                Definition::Module(module) => self.exported(module, segment, own, chain)?,
                Definition::External(path) => Definition::External(path.join(segment)),
                Definition::Type(item) => match self.variant(item, segment) {
                    Some(variant) => variant,
                    None => return Some(Found { definition: Definition::Type(item), rest: left }),
                },
                other => return Some(Found { definition: other, rest: left }),
            };
        }
        Some(Found { definition, rest: 0 })
    }
}

impl Program {
    /// What globs open and names mean is asked anew: crates are known now that were not.
    pub(super) fn forget_names(&mut self) {
        for module in &mut self.modules {
            module.meanings = Meanings::default();
            module.exports = Meanings::default();
            for glob in &mut module.globs {
                glob.target.take();
            }
        }
    }

    /// The names that std's prelude brings in an edition.
    pub(super) fn prelude_of(&self, edition: Edition) -> Prelude {
        Search { program: self, state: &State::default() }.prelude_of(edition)
    }

    /// The definition at a canonical path such as `std::option::Option`, in a stub crate.
    pub(super) fn stub_definition(&self, path: &str, namespace: Namespace) -> Option<Definition> {
        let segments: Vec<&str> = path.split("::").collect();
        let krate = *self.stub_crates.get(*segments.first()?)?;
        let root = Definition::Module(self.crates[krate.0 as usize].root);
        let state = State::default();
        let found = Search { program: self, state: &state }.follow(root, &segments[1..], namespace, &Chain::START)?;
        (found.rest == 0).then_some(found.definition)
    }
}
