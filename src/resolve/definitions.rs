//! The module trees of all crates, and what is declared in each module.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::blocks::BodyOwner;
use super::history::History;
use super::meanings::Meanings;
use super::names::Glob;
use super::stubs;
use super::tree::{Files, Place, Tree};
use crate::base::{DefPath, FileId, Name};
use crate::index::{FileIndex, Function, Impl, Items, MacroItem, ModuleFolders, Owner, ScopeId, Trait, TypeItem, Value};
use crate::workspace::{Edition, PackageId, TargetKind, Workspace};

/// Index of a crate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CrateId(pub u32);

/// Index of a module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ModuleId(pub u32);

/// Index of a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct UnitId(pub u32);

/// An item of a unit: an index into the list of its kind in the file's items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ItemRef {
    /// The unit.
    pub unit: UnitId,
    /// The index.
    pub index: u32,
}

/// What a path can mean.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Definition {
    /// A module.
    Module(ModuleId),
    /// A struct, enum, union or alias.
    Type(ItemRef),
    /// A variant of an enum.
    Variant(ItemRef, u32),
    /// A trait.
    Trait(ItemRef),
    /// A function or method.
    Function(ItemRef),
    /// A constant or static.
    Value(ItemRef),
    /// A `macro_rules!` of the workspace.
    Macro(ItemRef),
    /// A type that the language has.
    Primitive(Name),
    /// Something in a crate that is not indexed: its path as written, imports followed.
    External(DefPath),
}

/// A file as part of a crate. One file may be part of several.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The crate.
    pub krate: CrateId,
    /// The file of the workspace; none for a stub crate.
    pub file: Option<FileId>,
    /// The body in which all of it stands, if it is no whole file.
    pub body: Option<BodyOwner>,
    /// What the file says.
    pub index: Arc<FileIndex>,
    /// The module of each scope. A block is a module without a name; one outside of a body that was read belongs to the module around it.
    pub modules: Vec<ModuleId>,
}

/// A module.
#[derive(Clone, Debug)]
pub struct Module {
    /// The crate.
    pub krate: CrateId,
    /// The module around it.
    pub parent: Option<ModuleId>,
    /// Its path.
    pub path: DefPath,
    /// Where its items are.
    pub unit: UnitId,
    /// Whether it is compiled for tests only.
    pub in_test: bool,
    /// The predicates of its `cfg` attributes and of the modules around it.
    pub cfgs: Vec<String>,
    /// How it stands in what is around it.
    pub(super) position: Position,
    /// In the order in which they are asked: what this machine compiles comes first.
    pub(super) declared: FxHashMap<Name, Vec<(Presence, Declared)>>,
    pub(super) globs: Vec<Glob>,
    /// What names mean to its code.
    pub(super) meanings: Meanings,
    /// What names mean behind its path.
    pub(super) exports: Meanings,
}

/// How a module stands in the one around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Position {
    /// Where it begins, in the file of the module around it.
    pub(super) offset: u32,
    /// Whether its macros go on to be visible behind it: `#[macro_use]`.
    pub(super) lends_macros: bool,
    /// Whether it is a block of a body.
    pub(super) is_block: bool,
}

/// Whether this machine's build has a declaration, as far as its `cfg` attributes tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Presence {
    Compiled,
    /// With the features that the package has where nobody says which.
    ByDefault,
    Unknown,
    Absent,
}

impl Presence {
    /// Whether a build may have either of two declarations: what is there in any case leaves no room for another one.
    pub(super) fn may_be_instead_of(self, other: Self) -> bool {
        let is_open = |presence| matches!(presence, Self::ByDefault | Self::Unknown);
        self == other || (is_open(self) && is_open(other))
    }
}

/// A declaration of a name in a module.
#[derive(Clone, Copy, Debug)]
pub(super) enum Declared {
    Module(ModuleId),
    Type(u32),
    Trait(u32),
    Function(u32),
    Value(u32),
    /// Index into the unit's imports.
    Import(u32),
    Macro(u32),
}

impl Declared {
    /// Whether code outside of its module may name it; of a module or macro, whether that may be.
    pub(super) fn is_public(self, items: &Items) -> bool {
        match self {
            Self::Module(_) | Self::Macro(_) => true,
            Self::Type(index) => items.types[index as usize].is_public,
            Self::Trait(index) => items.traits[index as usize].is_public,
            Self::Function(index) => items.functions[index as usize].is_public,
            Self::Value(index) => items.values[index as usize].is_public,
            Self::Import(index) => items.imports[index as usize].is_public,
        }
    }
}

/// A crate.
#[derive(Clone, Debug)]
pub(super) struct Crate {
    pub(super) name: Name,
    pub(super) root: ModuleId,
    pub(super) edition: Edition,
    pub(super) kind: TargetKind,
    /// Index of the package in the workspace; none for a stub crate or dependency.
    pub(super) package: Option<usize>,
    /// Whether it is a dependency that was read from its sources.
    pub(super) is_dependency: bool,
    /// The features of its package where nobody says which; none for a crate that is read for its types, of which others say which.
    pub(super) default_features: Option<Vec<Name>>,
    /// The crates that it can name, by the name that it uses.
    pub(super) externs: FxHashMap<Name, ExternCrate>,
}

/// A crate that another can name.
#[derive(Clone, Debug)]
pub(super) enum ExternCrate {
    Known(CrateId),
    /// Not read: its package's name with `_`, and its version where that is known.
    Unknown(Name, Option<PackageId>),
}

/// All crates of a workspace, and the stub crates.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub(super) crates: Vec<Crate>,
    pub(super) modules: Vec<Module>,
    pub(super) units: Vec<Unit>,
    pub(super) stub_crates: FxHashMap<Name, CrateId>,
    /// The libraries of dependencies that have been read.
    pub(super) dependency_crates: FxHashMap<PackageId, CrateId>,
    pub(super) implementations: super::methods::Implementations,
    /// The `macro_rules!` of the workspace by name.
    pub(super) macros: FxHashMap<Name, Vec<ItemRef>>,
    pub(super) blocks: super::blocks::Blocks,
    /// Crate and function of the macros whose value the stubs know, by name.
    pub(super) macro_values: FxHashMap<Name, Vec<(Name, ItemRef)>>,
    pub(super) declared_types: super::declared::DeclaredTypes,
    pub(super) preludes: super::prelude::Preludes,
    pub(super) forwarded: super::forwarded::Forwarded,
    pub(super) history: History,
}

impl Program {
    /// The crates of `workspace` with their module trees.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        Self::of_stubs().with_workspace(workspace)
    }

    /// The stub crates alone: what every program begins with. A copy takes a tenth of the time.
    #[must_use]
    pub fn of_stubs() -> Self {
        let mut program = Self::default();
        for (name, root) in stubs::crates() {
            let krate = program.add_crate(Name::new(name), Edition::E2024, TargetKind::Library, None);
            let place = Place {
                file: None,
                parent: None,
                path: DefPath::new(name),
                cfgs: Vec::new(),
                in_test: false,
                position: Position::default(),
                // The root `std.rs` stands beside the folder `std`, as if it were a module of all stubs.
                folders: ModuleFolders::of(&format!("{name}.rs"), false),
            };
            Tree { program: &mut program, krate, files: Files::Stubs, open: Vec::new() }.file(&root.index, place);
            program.stub_crates.insert(Name::new(name), krate);
        }
        if let Some(&std) = program.stub_crates.get("std") {
            program.stub_crates.insert(Name::new_static("core"), std);
            program.stub_crates.insert(Name::new_static("alloc"), std);
        }
        program.macro_values = program.known_macro_values();
        program.preludes = super::prelude::Preludes::of_stubs(&program);
        // They were asked for before there was a prelude.
        program.forget_names();
        program.learn_units(0);
        program
    }

    /// The same with the crates of `workspace`, of which no stub can name anything.
    #[must_use]
    pub fn with_workspace(self, workspace: &Workspace) -> Self {
        let mut program = self;
        let first_unit = program.units.len();
        let mut libraries: FxHashMap<String, CrateId> = FxHashMap::default();
        for (package_index, package) in workspace.packages.iter().enumerate() {
            for target in &package.targets {
                let krate = program.add_crate(target.crate_name.clone(), package.edition, target.kind, Some(package_index));
                program.crates[krate.0 as usize].default_features = Some(package.default_features.clone());
                let file = &workspace.files[target.root.index()];
                let place = Place {
                    file: Some(target.root),
                    parent: None,
                    path: DefPath::new(&target.crate_name),
                    cfgs: Vec::new(),
                    in_test: target.kind.is_test_code(),
                    position: Position::default(),
                    folders: ModuleFolders::of(file.source.path(), true),
                };
                Tree { program: &mut program, krate, files: Files::Workspace(workspace), open: Vec::new() }.file(&file.index, place);
                if target.kind == TargetKind::Library {
                    libraries.insert(package.name.clone(), krate);
                }
            }
        }
        program.link(workspace, &libraries);
        program.learn_units(first_unit);
        program.forwarded = super::forwarded::Forwarded::of(&program, workspace);
        program
    }

    /// What was added since the program was made: with the same history, programs that began as the same one are the same.
    #[must_use]
    pub fn history(&self) -> History {
        self.history
    }

    pub(super) fn add_crate(&mut self, name: Name, edition: Edition, kind: TargetKind, package: Option<usize>) -> CrateId {
        self.crates.push(Crate {
            name,
            root: ModuleId(self.modules.len() as u32),
            edition,
            kind,
            package,
            is_dependency: false,
            default_features: None,
            externs: FxHashMap::default(),
        });
        CrateId(self.crates.len() as u32 - 1)
    }

    /// Tells each crate which others it can name.
    fn link(&mut self, workspace: &Workspace, libraries: &FxHashMap<String, CrateId>) {
        let known = |package: &str| {
            let stub = || self.stub_crates.get(package.replace('-', "_").as_str());
            libraries.get(package).or_else(stub).copied()
        };
        let mut linked = Vec::with_capacity(self.crates.len());
        for krate in &self.crates {
            let mut externs = FxHashMap::default();
            if let Some(package) = krate.package.map(|at| &workspace.packages[at]) {
                for dependency in &package.dependencies {
                    let target = match known(&dependency.package) {
                        Some(krate) => ExternCrate::Known(krate),
                        None => ExternCrate::Unknown(Name::new(dependency.package.replace('-', "_")), None),
                    };
                    externs.insert(dependency.crate_name.clone(), target);
                }
                if krate.kind != TargetKind::Library
                    && let Some(&own) = libraries.get(&package.name)
                {
                    externs.insert(self.crates[own.0 as usize].name.clone(), ExternCrate::Known(own));
                }
            }
            linked.push(externs);
        }
        for (krate, externs) in self.crates.iter_mut().zip(linked) {
            krate.externs = externs;
        }
    }

    /// A module.
    #[must_use]
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0 as usize]
    }

    /// A unit.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// All units with their ids.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units.iter().enumerate().map(|(at, unit)| (UnitId(at as u32), unit))
    }

    /// The items of a unit.
    #[must_use]
    pub fn items(&self, unit: UnitId) -> &Items {
        &self.unit(unit).index.items
    }

    /// The package of a crate: index into the workspace's packages.
    #[must_use]
    pub fn package_of(&self, krate: CrateId) -> Option<usize> {
        self.crates[krate.0 as usize].package
    }

    pub(super) fn is_stub_crate(&self, krate: CrateId) -> bool {
        let krate = &self.crates[krate.0 as usize];
        krate.package.is_none() && !krate.is_dependency
    }

    /// Whether a type is declared by a stub crate.
    #[must_use]
    pub fn is_of_stub(&self, item: ItemRef) -> bool {
        let unit = self.unit(item.unit);
        unit.file.is_none() && !self.crates[unit.krate.0 as usize].is_dependency
    }

    /// Whether what a function does is seen or said: the workspace declares it, or a stub crate.
    #[must_use]
    pub fn is_seen(&self, item: ItemRef) -> bool {
        self.is_of_workspace(item) || self.is_of_stub(item)
    }

    /// Whether the workspace itself declares the item.
    #[must_use]
    pub fn is_of_workspace(&self, item: ItemRef) -> bool {
        self.unit(item.unit).file.is_some()
    }

    /// Whether a function is one of the trait `Iterator`.
    #[must_use]
    pub fn is_of_iterator(&self, item: ItemRef) -> bool {
        let iterator = self.lang().iterator;
        iterator.is_some()
            && matches!(self.function(item).owner, Owner::Trait(index) if iterator == Some(ItemRef { unit: item.unit, index }))
    }

    /// The names of the functions of the trait `Iterator`.
    pub fn methods_of_iterator(&self) -> impl Iterator<Item = Name> + '_ {
        let of = self.lang().iterator;
        let functions = of.into_iter().flat_map(|of| self.items(of.unit).functions.iter().map(move |function| (of, function)));
        functions.filter(|(of, function)| function.owner == Owner::Trait(of.index)).map(|(_, function)| function.name.clone())
    }

    /// The module that a constant or static is declared in.
    #[must_use]
    pub fn module_of_value(&self, item: ItemRef) -> &Module {
        self.module(self.module_of(item.unit, self.value(item).scope))
    }

    /// The canonical path of a constant or static.
    #[must_use]
    pub fn value_path(&self, item: ItemRef) -> DefPath {
        self.path(&Definition::Value(item))
    }

    /// Path and number of arguments, the receiver left out, of the methods of stub crates that have one of these names.
    pub fn stub_methods<'p>(&'p self, names: &'p FxHashSet<Name>) -> impl Iterator<Item = (DefPath, usize)> + 'p {
        let stubs = self.units().filter(|(_, unit)| unit.file.is_none() && !self.crates[unit.krate.0 as usize].is_dependency);
        stubs.flat_map(move |(unit, data)| {
            let functions = data.index.items.functions.iter().enumerate();
            functions.filter(|(_, function)| function.receiver.is_some() && names.contains(&function.name)).map(move |(index, function)| {
                (self.path(&Definition::Function(ItemRef { unit, index: index as u32 })), function.parameters.len())
            })
        })
    }

    /// The module that a function is declared in.
    #[must_use]
    pub fn module_of_function(&self, item: ItemRef) -> &Module {
        self.module(self.module_of(item.unit, self.function(item).scope))
    }

    /// The `cfg` predicates that a function stands under, the outermost first.
    pub fn cfgs_of(&self, item: ItemRef) -> impl Iterator<Item = &String> {
        let function = self.function(item);
        let of_owner = match function.owner {
            Owner::Free => None,
            Owner::Impl(index) => Some(&self.impl_item(ItemRef { unit: item.unit, index }).attributes),
            Owner::Trait(index) => Some(&self.trait_item(ItemRef { unit: item.unit, index }).attributes),
        };
        let around = &self.module_of_function(item).cfgs;
        around.iter().chain(of_owner.into_iter().chain([&function.attributes]).flat_map(|attributes| &attributes.cfgs))
    }

    /// The trait whose impl or declaration a function stands in.
    #[must_use]
    pub fn implemented_trait(&self, item: ItemRef) -> Option<Definition> {
        match self.function(item).owner {
            Owner::Free => None,
            Owner::Trait(index) => Some(Definition::Trait(ItemRef { unit: item.unit, index })),
            Owner::Impl(index) => {
                let header = self.implementations.header(ItemRef { unit: item.unit, index })?;
                header.bound.as_ref().map(|bound| bound.definition.clone())
            }
        }
    }

    /// A function.
    #[must_use]
    pub fn function(&self, item: ItemRef) -> &Function {
        &self.items(item.unit).functions[item.index as usize]
    }

    /// A struct, union, enum or alias.
    pub(crate) fn type_item(&self, item: ItemRef) -> &TypeItem {
        &self.items(item.unit).types[item.index as usize]
    }

    pub(super) fn trait_item(&self, item: ItemRef) -> &Trait {
        &self.items(item.unit).traits[item.index as usize]
    }

    pub(super) fn impl_item(&self, item: ItemRef) -> &Impl {
        &self.items(item.unit).impls[item.index as usize]
    }

    /// A constant or static.
    #[must_use]
    pub fn value(&self, item: ItemRef) -> &Value {
        &self.items(item.unit).values[item.index as usize]
    }

    pub(super) fn macro_item(&self, item: ItemRef) -> &MacroItem {
        &self.items(item.unit).macros[item.index as usize]
    }

    pub(super) fn module_of(&self, unit: UnitId, scope: ScopeId) -> ModuleId {
        self.unit(unit).modules[scope.0 as usize]
    }
}
