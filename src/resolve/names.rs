//! Paths to definitions: lexical scopes, imports, globs, re-exports, the extern prelude and std's (the Rust reference, "Name
//! resolution").

use std::cell::Cell;

use rustc_hash::FxHashSet;

use super::definitions::{CrateId, Declared, Definition, ExternCrate, ItemRef, ModuleId, Program};
use crate::base::{DefPath, Name};
use crate::index::{Import, ImportKind, Items, Owner, ScopeId, TypeItemKind};
use crate::workspace::Edition;

/// Types and modules, or functions and values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Namespace {
    /// Types, traits and modules.
    Types,
    /// Functions, constructors, constants and statics.
    Values,
}

/// Where a path stands.
#[derive(Clone, Debug)]
pub struct Environment<'a> {
    /// Everything that is known.
    pub program: &'a Program,
    /// The module around it.
    pub module: ModuleId,
    /// The blocks around it that hold items, the outermost first: the items of a body, and a scope among them.
    pub blocks: Vec<(&'a Items, ScopeId)>,
}

/// What the front of a path means; `rest` segments at its end are left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) definition: Definition,
    pub(super) rest: usize,
}

/// Chains of imports longer than this are given up.
const LONGEST_CHAIN: usize = 24;

/// The imports that are being followed: none of them can be what it imports itself.
#[derive(Clone, Copy)]
struct Chain<'c> {
    import: Option<(ModuleId, u32)>,
    outer: Option<&'c Self>,
    length: usize,
}

impl<'c> Chain<'c> {
    const START: Chain<'static> = Chain { import: None, outer: None, length: 0 };

    /// The chain with one more import; none if it is there already or the chain is too long.
    fn with(&'c self, import: (ModuleId, u32)) -> Option<Self> {
        let mut link = Some(self);
        while let Some(chain) = link {
            if chain.import == Some(import) {
                return None;
            }
            link = chain.outer;
        }
        (self.length < LONGEST_CHAIN).then_some(Self { import: Some(import), outer: Some(self), length: self.length + 1 })
    }
}

/// What has been asked on the way, so that globs which lead to each other end.
type Visited = FxHashSet<(ModuleId, Namespace)>;

impl Environment<'_> {
    /// What the path of `segments` means in `namespace`.
    pub(super) fn find(&self, segments: &[Name], global: bool, namespace: Namespace) -> Option<Found> {
        let left = Cell::new(MOST_MODULES);
        let search = Search { program: self.program, left: &left };
        let first = segments.first()?;
        let own = if segments.len() == 1 { namespace } else { Namespace::Types };
        if global || matches!(first.as_str(), "crate" | "self" | "super") {
            return search.path(self.module, segments, global, namespace, &Chain::START);
        }
        for &(items, scope) in self.blocks.iter().rev() {
            match search.in_block(items, scope, self.module, first, own) {
                Some(BlockName::Definition(definition)) => return search.follow(definition, &segments[1..], namespace, &Chain::START),
                Some(BlockName::Local) => return None,
                None => {}
            }
        }
        let start = search.lexical(self.module, first, own, &Chain::START)?;
        search.follow(start, &segments[1..], namespace, &Chain::START)
    }
}

impl Environment<'_> {
    /// The crates that are not read and that an import of the module, or of a block around, names.
    pub(super) fn unread_imports(&self) -> Vec<Name> {
        let left = Cell::new(MOST_MODULES);
        let search = Search { program: self.program, left: &left };
        let module = self.program.module(self.module);
        let own = &self.program.items(module.unit).imports;
        let of_blocks = self.blocks.iter().flat_map(|(items, _)| &items.imports);
        let mut found: Vec<Name> = own
            .iter()
            .chain(of_blocks)
            .filter_map(|import| {
                let first = import.path.first()?;
                match search.lexical(self.module, first, Namespace::Types, &Chain::START)? {
                    Definition::External(path) => path.as_str().split("::").next().map(Name::new),
                    _ => None,
                }
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }
}

/// A name declared in a block.
enum BlockName {
    Definition(Definition),
    /// An item of the block itself, which nothing outside of the body knows.
    Local,
}

/// How many modules one look-up may ask. Globs of modules that glob each other lead to more ways than anybody has time for.
const MOST_MODULES: u32 = 2000;

/// Look-ups that need no body.
#[derive(Clone, Copy)]
struct Search<'a> {
    program: &'a Program,
    /// How many modules may still be asked.
    left: &'a Cell<u32>,
}

impl Search<'_> {
    /// A path from a module, as in a `use`.
    fn path(self, module: ModuleId, segments: &[Name], global: bool, namespace: Namespace, chain: &Chain<'_>) -> Option<Found> {
        let krate = self.program.module(module).krate;
        let (first, mut rest) = segments.split_first()?;
        let start = match first.as_str() {
            "crate" | "$crate" => Definition::Module(self.program.crates[krate.0 as usize].root),
            "self" => Definition::Module(module),
            "super" => {
                let mut target = self.program.module(module).parent?;
                while let Some((next, after)) = rest.split_first()
                    && next == "super"
                {
                    target = self.program.module(target).parent?;
                    rest = after;
                }
                Definition::Module(target)
            }
            _ => {
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
        first: &Name,
        global: bool,
        namespace: Namespace,
        chain: &Chain<'_>,
    ) -> Option<Definition> {
        let edition = self.program.crates[krate.0 as usize].edition;
        if global {
            if edition == Edition::E2015 {
                let root = self.program.crates[krate.0 as usize].root;
                return self.in_module(root, first, namespace, chain, &mut Visited::default()).or_else(|| self.extern_crate(krate, first));
            }
            return self.extern_crate(krate, first);
        }
        self.lexical(module, first, namespace, chain)
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

    /// A name as code in the module sees it.
    fn lexical(self, module: ModuleId, name: &Name, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        let krate = self.program.module(module).krate;
        if let Some(found) = self.in_module(module, name, namespace, chain, &mut Visited::default()) {
            return Some(found);
        }
        if namespace == Namespace::Types
            && let Some(found) = self.extern_crate(krate, name)
        {
            return Some(found);
        }
        self.prelude(krate, name, namespace, chain).or_else(|| {
            let is_primitive = namespace == Namespace::Types && super::primitives::is_primitive(name);
            is_primitive.then(|| Definition::Primitive(name.clone()))
        })
    }

    fn prelude(self, krate: CrateId, name: &Name, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        let std = *self.program.stub_crates.get("std")?;
        let edition = match self.program.crates[krate.0 as usize].edition {
            Edition::E2015 => "rust_2015",
            Edition::E2018 => "rust_2018",
            Edition::E2021 => "rust_2021",
            Edition::E2024 => "rust_2024",
        };
        let prelude = [Name::new_static("prelude"), Name::new_static(edition), name.clone()];
        let root = Definition::Module(self.program.crates[std.0 as usize].root);
        let found = self.follow(root, &prelude, namespace, chain)?;
        (found.rest == 0).then_some(found.definition)
    }

    /// A crate that `krate` can name: a dependency, std, or itself under the name that other targets use.
    fn extern_crate(self, krate: CrateId, name: &Name) -> Option<Definition> {
        let own = &self.program.crates[krate.0 as usize];
        let root = |krate: CrateId| Definition::Module(self.program.crates[krate.0 as usize].root);
        if let Some(target) = own.externs.get(name) {
            return Some(match target {
                ExternCrate::Known(krate) => root(*krate),
                ExternCrate::Unknown(package, _) => Definition::External(DefPath::new(package)),
            });
        }
        if matches!(name.as_str(), "std" | "core" | "alloc") {
            return self.program.stub_crates.get(name).copied().map(root);
        }
        if own.package.is_none() && !own.is_dependency {
            // A stub may name the other stubs.
            return self.program.stub_crates.get(name).copied().map(root);
        }
        None
    }

    /// A name declared in, imported into or globbed into a module.
    fn in_module(
        self,
        module: ModuleId,
        name: &Name,
        namespace: Namespace,
        chain: &Chain<'_>,
        visited: &mut Visited,
    ) -> Option<Definition> {
        if !visited.insert((module, namespace)) {
            return None;
        }
        self.left.set(self.left.get().checked_sub(1)?);
        let scope = self.program.module(module);
        let mut opaque = None;
        for &declared in scope.declared.get(name).into_iter().flatten() {
            match self.declared(module, declared, namespace, chain) {
                // A twin under another cfg may be known.
                Some(external @ Definition::External(_)) => opaque = opaque.or(Some(external)),
                Some(found) => return Some(found),
                None => {}
            }
        }
        if opaque.is_some() {
            return opaque;
        }
        for &glob in &scope.globs {
            let import = &self.program.items(scope.unit).imports[glob as usize];
            let Some(chain) = chain.with((module, glob)) else { continue };
            let Some(found) = self.import(module, import, Namespace::Types, &chain) else { continue };
            if found.rest > 0 {
                continue;
            }
            let inner = match found.definition {
                Definition::Module(target) => self.in_module(target, name, namespace, &chain, visited),
                Definition::Type(item) => self.variant(item, name),
                // A glob of an unknown crate may bring the name or not; std's and the crate's own come first.
                _ => None,
            };
            if inner.is_some() {
                return inner;
            }
        }
        None
    }

    fn declared(self, module: ModuleId, declared: Declared, namespace: Namespace, chain: &Chain<'_>) -> Option<Definition> {
        let unit = self.program.module(module).unit;
        let item = |index| ItemRef { unit, index };
        match (declared, namespace) {
            (Declared::Module(module), Namespace::Types) => Some(Definition::Module(module)),
            (Declared::Trait(index), Namespace::Types) => Some(Definition::Trait(item(index))),
            (Declared::Type(index), _) => Some(Definition::Type(item(index))),
            (Declared::Function(index), Namespace::Values) => Some(Definition::Function(item(index))),
            (Declared::Value(index), Namespace::Values) => Some(Definition::Value(item(index))),
            (Declared::Import(index), _) => {
                let import = &self.program.items(unit).imports[index as usize];
                let found = self.import(module, import, namespace, &chain.with((module, index))?)?;
                (found.rest == 0).then_some(found.definition)
            }
            _ => None,
        }
    }

    fn variant(self, item: ItemRef, name: &Name) -> Option<Definition> {
        let TypeItemKind::Enum(variants) = &self.program.type_item(item).kind else { return None };
        variants.iter().position(|variant| variant.name == *name).map(|at| Definition::Variant(item, at as u32))
    }

    /// Goes on from a definition along the rest of a path.
    fn follow(self, start: Definition, rest: &[Name], namespace: Namespace, chain: &Chain<'_>) -> Option<Found> {
        let mut definition = start;
        for (at, segment) in rest.iter().enumerate() {
            let left = rest.len() - at;
            let own = if left == 1 { namespace } else { Namespace::Types };
            definition = match definition {
                Definition::Module(module) => self.in_module(module, segment, own, chain, &mut Visited::default())?,
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

    fn in_block(self, items: &Items, scope: ScopeId, module: ModuleId, name: &Name, namespace: Namespace) -> Option<BlockName> {
        let of_scope = |item_scope: ScopeId| item_scope == scope;
        let is_type = || {
            items.types.iter().any(|item| of_scope(item.scope) && item.name == *name)
                || items.traits.iter().any(|item| of_scope(item.scope) && item.name == *name)
                || items.modules.iter().any(|item| of_scope(item.scope) && item.name == *name)
        };
        let is_value = || {
            items.functions.iter().any(|item| of_scope(item.scope) && item.owner == Owner::Free && item.name == *name)
                || items.values.iter().any(|item| of_scope(item.scope) && item.owner == Owner::Free && item.name == *name)
        };
        if is_type() || (namespace == Namespace::Values && is_value()) {
            return Some(BlockName::Local);
        }
        for import in items.imports.iter().filter(|import| of_scope(import.scope)) {
            let found = match &import.kind {
                ImportKind::Named(alias) if alias == name => {
                    self.import(module, import, namespace, &Chain::START).filter(|found| found.rest == 0)
                }
                ImportKind::Glob => self.glob_member(module, import, name, namespace),
                _ => None,
            };
            if let Some(found) = found {
                return Some(BlockName::Definition(found.definition));
            }
        }
        None
    }

    fn glob_member(self, module: ModuleId, import: &Import, name: &Name, namespace: Namespace) -> Option<Found> {
        let target = self.import(module, import, Namespace::Types, &Chain::START).filter(|found| found.rest == 0)?;
        let definition = match target.definition {
            Definition::Module(target) => self.in_module(target, name, namespace, &Chain::START, &mut Visited::default())?,
            Definition::Type(item) => self.variant(item, name)?,
            _ => return None,
        };
        Some(Found { definition, rest: 0 })
    }
}

impl Program {
    /// The definition at a canonical path such as `std::option::Option`, in a stub crate.
    pub(super) fn stub_definition(&self, path: &str, namespace: Namespace) -> Option<Definition> {
        let segments: Vec<Name> = path.split("::").map(Name::new).collect();
        let krate = *self.stub_crates.get(segments.first()?)?;
        let root = Definition::Module(self.crates[krate.0 as usize].root);
        let left = Cell::new(MOST_MODULES);
        let found = Search { program: self, left: &left }.follow(root, &segments[1..], namespace, &Chain::START)?;
        (found.rest == 0).then_some(found.definition)
    }
}
