//! The module trees of all crates, and what is declared in each module.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::stubs;
use crate::base::{DefPath, FileId, Name};
use crate::index::requires_test;
use crate::index::{
    FileIndex, Function, Impl, ImportKind, Items, ModuleItem, Owner, ScopeId, ScopeKind, Trait, TypeItem, TypeItemKind, Value,
};
use crate::workspace::{DependencySource, Edition, Lock, PackageId, TargetKind, Workspace};

/// Index of a crate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CrateId(pub u32);

/// Index of a module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ModuleId(pub u32);

/// Index of a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitId(pub u32);

/// An item of a unit: an index into the list of its kind in the file's items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemRef {
    /// The unit.
    pub unit: UnitId,
    /// The index.
    pub index: u32,
}

/// What a path can mean.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
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
    /// A type that the language has.
    Primitive(Name),
    /// Something in a crate that is not indexed: its path as written, imports followed.
    External(DefPath),
}

/// A file as part of a crate. One file may be part of several.
#[derive(Debug)]
pub struct Unit {
    /// The crate.
    pub krate: CrateId,
    /// The file of the workspace; none for a stub crate.
    pub file: Option<FileId>,
    /// What the file says.
    pub index: Arc<FileIndex>,
    /// The module of each scope; blocks belong to the module around them.
    pub modules: Vec<ModuleId>,
}

/// A module.
#[derive(Debug)]
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
    pub(super) declared: FxHashMap<Name, Vec<Declared>>,
    pub(super) globs: Vec<u32>,
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
    Macro,
}

/// A crate.
#[derive(Debug)]
pub(super) struct Crate {
    pub(super) name: Name,
    pub(super) root: ModuleId,
    pub(super) edition: Edition,
    pub(super) kind: TargetKind,
    /// Index of the package in the workspace; none for a stub crate or dependency.
    pub(super) package: Option<usize>,
    /// Whether it is a dependency that was read from its sources.
    pub(super) is_dependency: bool,
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
#[derive(Debug, Default)]
pub struct Program {
    pub(super) crates: Vec<Crate>,
    pub(super) modules: Vec<Module>,
    pub(super) units: Vec<Unit>,
    pub(super) stub_crates: FxHashMap<Name, CrateId>,
    /// The libraries of dependencies that have been read.
    dependency_crates: FxHashMap<PackageId, CrateId>,
    pub(super) implementations: super::methods::Implementations,
}

impl Program {
    /// The crates of `workspace` with their module trees.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        let mut program = Self::default();
        for (name, root) in stubs::crates() {
            let krate = program.add_crate(Name::new(name), Edition::E2024, TargetKind::Library, None);
            let place = Place {
                file: None,
                parent: None,
                path: DefPath::new(name),
                cfgs: Vec::new(),
                in_test: false,
                // The root `std.rs` stands beside the folder `std`, as if it were a module of all stubs.
                folder: name.to_owned(),
                own_folder: name.to_owned(),
            };
            Tree { program: &mut program, krate, files: Files::Stubs, open: Vec::new() }.file(&root.index, place);
            program.stub_crates.insert(Name::new(name), krate);
        }
        if let Some(&std) = program.stub_crates.get("std") {
            program.stub_crates.insert(Name::new_static("core"), std);
            program.stub_crates.insert(Name::new_static("alloc"), std);
        }
        let mut libraries: FxHashMap<String, CrateId> = FxHashMap::default();
        for (package_index, package) in workspace.packages.iter().enumerate() {
            for target in &package.targets {
                let krate = program.add_crate(target.crate_name.clone(), package.edition, target.kind, Some(package_index));
                let file = &workspace.files[target.root.index()];
                let place = Place {
                    file: Some(target.root),
                    parent: None,
                    path: DefPath::new(&target.crate_name),
                    cfgs: Vec::new(),
                    in_test: target.kind.is_test_code(),
                    folder: folder_of(file.source.path(), true),
                    own_folder: folder_of(file.source.path(), true),
                };
                Tree { program: &mut program, krate, files: Files::Workspace(workspace), open: Vec::new() }.file(&file.index, place);
                if target.kind == TargetKind::Library {
                    libraries.insert(package.name.clone(), krate);
                }
            }
        }
        program.link(workspace, &libraries);
        let implementations = super::methods::Implementations::collect(&program, 0, super::methods::Implementations::default());
        program.implementations = implementations;
        program
    }

    /// Adds the libraries of dependencies. What is there already keeps its ids.
    pub fn add_dependencies(&mut self, workspace: &Workspace, lock: &Lock, sources: &[DependencySource]) {
        let first_unit = self.units.len();
        for source in sources {
            let Some(root) = source.file(&source.root) else { continue };
            let krate = self.add_crate(source.crate_name.clone(), source.edition, TargetKind::Library, None);
            self.crates[krate.0 as usize].is_dependency = true;
            let place = Place {
                file: None,
                parent: None,
                path: DefPath::new(&source.crate_name),
                cfgs: Vec::new(),
                in_test: false,
                folder: folder_of(&source.root, true),
                own_folder: folder_of(&source.root, true),
            };
            let root = Arc::clone(root);
            Tree { program: self, krate, files: Files::Dependency(source), open: Vec::new() }.file(&root, place);
            self.dependency_crates.insert(source.id.clone(), krate);
            let externs = source.dependencies.iter().map(|dependency| {
                let unknown = Name::new(dependency.package.replace('-', "_"));
                (
                    dependency.crate_name.clone(),
                    ExternCrate::Unknown(unknown, lock.dependency(&source.id.name, Some(&source.id.version), &dependency.package)),
                )
            });
            let externs = externs.collect();
            self.crates[krate.0 as usize].externs = externs;
        }
        self.relink(workspace, lock);
        let known = std::mem::take(&mut self.implementations);
        self.implementations = super::methods::Implementations::collect(self, first_unit, known);
    }

    /// Points the names of crates that were not read to the ones that are now.
    fn relink(&mut self, workspace: &Workspace, lock: &Lock) {
        let mut crates = std::mem::take(&mut self.crates);
        for krate in &mut crates {
            let package = krate.package.map(|at| workspace.packages[at].name.clone());
            for target in krate.externs.values_mut() {
                let ExternCrate::Unknown(name, id) = target else { continue };
                if id.is_none()
                    && let Some(package) = &package
                {
                    let written = workspace.packages.iter().find(|known| known.name == *package);
                    let dependency =
                        written.and_then(|package| package.dependencies.iter().find(|known| known.package.replace('-', "_") == *name));
                    *id = dependency.and_then(|dependency| lock.dependency(package, None, &dependency.package));
                }
                let stub = || self.stub_crates.get(name.as_str()).copied();
                if let Some(known) = stub().or_else(|| self.dependency_crates.get(id.as_ref()?).copied()) {
                    *target = ExternCrate::Known(known);
                }
            }
        }
        self.crates = crates;
    }

    /// The packages behind the crate `name` (with `_`), as the crates that cannot read it name it.
    #[must_use]
    pub fn unread_packages(&self, workspace: &Workspace, lock: &Lock, name: &str) -> Vec<PackageId> {
        let mut found = Vec::new();
        for krate in &self.crates {
            for target in krate.externs.values() {
                let ExternCrate::Unknown(known, id) = target else { continue };
                if known != name {
                    continue;
                }
                let of_workspace = || {
                    let package = &workspace.packages[krate.package?];
                    let dependency = package.dependencies.iter().find(|known| known.package.replace('-', "_") == name)?;
                    lock.dependency(&package.name, None, &dependency.package)
                };
                found.extend(id.clone().or_else(of_workspace));
            }
        }
        found.sort();
        found.dedup();
        found.retain(|id| !self.dependency_crates.contains_key(id));
        found
    }

    fn add_crate(&mut self, name: Name, edition: Edition, kind: TargetKind, package: Option<usize>) -> CrateId {
        self.crates.push(Crate {
            name,
            root: ModuleId(self.modules.len() as u32),
            edition,
            kind,
            package,
            is_dependency: false,
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
    #[must_use]
    pub fn cfgs_of(&self, item: ItemRef) -> Vec<String> {
        let function = self.function(item);
        let mut cfgs = self.module_of_function(item).cfgs.clone();
        match function.owner {
            Owner::Free => {}
            Owner::Impl(index) => cfgs.extend(self.impl_item(ItemRef { unit: item.unit, index }).attributes.cfgs.iter().cloned()),
            Owner::Trait(index) => cfgs.extend(self.trait_item(ItemRef { unit: item.unit, index }).attributes.cfgs.iter().cloned()),
        }
        cfgs.extend(function.attributes.cfgs.iter().cloned());
        cfgs
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

    pub(super) fn type_item(&self, item: ItemRef) -> &TypeItem {
        &self.items(item.unit).types[item.index as usize]
    }

    pub(super) fn trait_item(&self, item: ItemRef) -> &Trait {
        &self.items(item.unit).traits[item.index as usize]
    }

    pub(super) fn impl_item(&self, item: ItemRef) -> &Impl {
        &self.items(item.unit).impls[item.index as usize]
    }

    pub(super) fn value(&self, item: ItemRef) -> &Value {
        &self.items(item.unit).values[item.index as usize]
    }

    pub(super) fn module_of(&self, unit: UnitId, scope: ScopeId) -> ModuleId {
        self.unit(unit).modules[scope.0 as usize]
    }

    /// The canonical path of a definition.
    #[must_use]
    pub fn path(&self, definition: &Definition) -> DefPath {
        match definition {
            Definition::Module(module) => self.module(*module).path.clone(),
            Definition::Type(item) => {
                let ty = self.type_item(*item);
                self.module(self.module_of(item.unit, ty.scope)).path.join(&ty.name)
            }
            Definition::Variant(item, variant) => {
                let ty = self.type_item(*item);
                let enumeration = self.path(&Definition::Type(*item));
                match &ty.kind {
                    TypeItemKind::Enum(variants) => enumeration.join(&variants[*variant as usize].name),
                    _ => enumeration,
                }
            }
            Definition::Trait(item) => {
                let declared = self.trait_item(*item);
                self.module(self.module_of(item.unit, declared.scope)).path.join(&declared.name)
            }
            Definition::Function(item) => {
                let function = self.function(*item);
                self.owner_path(item.unit, function.owner, function.scope).join(&function.name)
            }
            Definition::Value(item) => {
                let value = self.value(*item);
                self.owner_path(item.unit, value.owner, value.scope).join(&value.name)
            }
            Definition::Primitive(name) => DefPath::new(name),
            Definition::External(path) => path.clone(),
        }
    }

    fn owner_path(&self, unit: UnitId, owner: Owner, scope: ScopeId) -> DefPath {
        match owner {
            Owner::Free => self.module(self.module_of(unit, scope)).path.clone(),
            Owner::Trait(index) => self.path(&Definition::Trait(ItemRef { unit, index })),
            Owner::Impl(index) => {
                let item = ItemRef { unit, index };
                match self.implementations.subject(item) {
                    Some(definition) => self.path(&definition.clone()),
                    None => self.module(self.module_of(unit, scope)).path.join("{impl}"),
                }
            }
        }
    }
}

/// Where a file stands in its crate.
struct Place {
    file: Option<FileId>,
    parent: Option<ModuleId>,
    path: DefPath,
    cfgs: Vec<String>,
    in_test: bool,
    /// Where its `mod name;` lead: see [`folder_of`].
    folder: String,
    /// The folder that it is in, to which its `#[path]` are relative.
    own_folder: String,
}

/// Where the files of a crate are.
#[derive(Clone, Copy)]
enum Files<'a> {
    Stubs,
    Workspace(&'a Workspace),
    Dependency(&'a DependencySource),
}

/// Builds the module tree of one crate.
struct Tree<'a> {
    program: &'a mut Program,
    krate: CrateId,
    files: Files<'a>,
    /// The files on the way down, so that a module that names its own file ends.
    open: Vec<String>,
}

impl Tree<'_> {
    /// Adds a file as a module.
    fn file(&mut self, index: &Arc<FileIndex>, place: Place) -> ModuleId {
        let unit = UnitId(self.program.units.len() as u32);
        let cfgs: Vec<String> = place.cfgs.iter().chain(&index.attributes.cfgs).cloned().collect();
        let in_test = place.in_test || cfgs.iter().any(|cfg| requires_test(cfg));
        let root = self.module(unit, place.parent, place.path, cfgs, in_test);
        self.program.units.push(Unit {
            krate: self.krate,
            file: place.file,
            index: Arc::clone(index),
            modules: vec![root; index.items.scopes.len()],
        });
        // Parents come before their children, so that one pass places every scope.
        for (at, scope) in index.items.scopes.iter().enumerate().skip(1) {
            let outer = scope.parent.map_or(root, |parent| self.program.units[unit.0 as usize].modules[parent.0 as usize]);
            let module = match scope.kind {
                ScopeKind::Module(declaration) => {
                    let item = &index.items.modules[declaration as usize];
                    let around = self.program.module(outer);
                    let cfgs: Vec<String> = around.cfgs.iter().chain(&item.attributes.cfgs).cloned().collect();
                    let in_test = around.in_test || item.attributes.cfgs.iter().any(|cfg| requires_test(cfg));
                    let path = around.path.join(&item.name);
                    let inner = self.module(unit, Some(outer), path, cfgs, in_test);
                    self.declare(outer, &item.name, Declared::Module(inner));
                    inner
                }
                _ => outer,
            };
            self.program.units[unit.0 as usize].modules[at] = module;
        }
        self.declare_items(unit, index);
        self.files_of_modules(unit, index, &place.own_folder, &place.folder);
        root
    }

    fn module(&mut self, unit: UnitId, parent: Option<ModuleId>, path: DefPath, cfgs: Vec<String>, in_test: bool) -> ModuleId {
        self.program.modules.push(Module {
            krate: self.krate,
            parent,
            path,
            unit,
            in_test,
            cfgs,
            declared: FxHashMap::default(),
            globs: Vec::new(),
        });
        ModuleId(self.program.modules.len() as u32 - 1)
    }

    fn declare(&mut self, module: ModuleId, name: &Name, declared: Declared) {
        self.program.modules[module.0 as usize].declared.entry(name.clone()).or_default().push(declared);
    }

    fn declare_items(&mut self, unit: UnitId, index: &FileIndex) {
        let items = &index.items;
        let module_of = |program: &Program, scope: ScopeId| {
            // What a block declares is seen in that block only.
            (items.scopes[scope.0 as usize].kind != ScopeKind::Block).then(|| program.units[unit.0 as usize].modules[scope.0 as usize])
        };
        for (at, item) in items.types.iter().enumerate() {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, Declared::Type(at as u32));
            }
        }
        for (at, item) in items.traits.iter().enumerate() {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, Declared::Trait(at as u32));
            }
        }
        for (at, item) in items.functions.iter().enumerate().filter(|(_, item)| item.owner == Owner::Free) {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, Declared::Function(at as u32));
            }
        }
        for (at, item) in items.values.iter().enumerate().filter(|(_, item)| item.owner == Owner::Free) {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, Declared::Value(at as u32));
            }
        }
        for item in &items.macros {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, Declared::Macro);
            }
        }
        for (at, item) in items.imports.iter().enumerate() {
            let Some(module) = module_of(self.program, item.scope) else { continue };
            match &item.kind {
                ImportKind::Named(name) => self.declare(module, name, Declared::Import(at as u32)),
                ImportKind::Glob => self.program.modules[module.0 as usize].globs.push(at as u32),
                ImportKind::Unnamed => {}
            }
        }
    }

    /// Follows `mod name;` to the files.
    fn files_of_modules(&mut self, unit: UnitId, index: &FileIndex, own_folder: &str, folder: &str) {
        for item in index.items.modules.iter().filter(|item| item.inline.is_none()) {
            let Some(child) = candidates(index, item, own_folder, folder).iter().find_map(|path| self.open_file(path)) else { continue };
            if self.open.contains(&child.path) {
                continue;
            }
            let around = self.program.unit(unit).modules[item.scope.0 as usize];
            let outer = self.program.module(around);
            let cfgs: Vec<String> = outer.cfgs.iter().chain(&item.attributes.cfgs).cloned().collect();
            let in_test = outer.in_test || item.attributes.cfgs.iter().any(|cfg| requires_test(cfg));
            let place = Place {
                file: child.file,
                parent: Some(around),
                path: outer.path.join(&item.name),
                cfgs,
                in_test,
                folder: folder_of(&child.path, item.attributes.path_override.is_some()),
                own_folder: folder_of(&child.path, true),
            };
            self.open.push(child.path);
            let module = self.file(&child.index, place);
            self.open.pop();
            self.declare(around, &item.name, Declared::Module(module));
        }
    }

    fn open_file(&self, path: &str) -> Option<OpenFile> {
        let (file, index) = match self.files {
            Files::Workspace(workspace) => {
                let file = workspace.file_by_path(path)?;
                (Some(file), &workspace.files[file.index()].index)
            }
            Files::Stubs => (None, &stubs::file(path)?.index),
            Files::Dependency(source) => (None, source.file(path)?),
        };
        Some(OpenFile { file, path: path.to_owned(), index: Arc::clone(index) })
    }
}

/// The file that a `mod name;` leads to.
struct OpenFile {
    file: Option<FileId>,
    path: String,
    index: Arc<FileIndex>,
}

/// The folder in which the `mod name;` of the file at `path` are looked for (the Rust reference, "Module Source Filenames"): its own, if
/// it is a crate's root, a `mod.rs` or named by `#[path]`, otherwise the one that is called like it.
fn folder_of(path: &str, owns_folder: bool) -> String {
    let (folder, file_name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file_name.strip_suffix(".rs").unwrap_or(file_name);
    if owns_folder || stem == "mod" { folder.to_owned() } else { joined(folder, stem) }
}

/// Where `mod name;` may be, the likeliest first.
fn candidates(index: &FileIndex, item: &ModuleItem, own_folder: &str, folder: &str) -> Vec<String> {
    let mut inline = Vec::new();
    let mut scope = item.scope;
    while let ScopeKind::Module(around) = index.items.scopes[scope.0 as usize].kind {
        let around = &index.items.modules[around as usize];
        inline.push(around.attributes.path_override.as_deref().unwrap_or(&around.name));
        scope = around.scope;
    }
    let inner = inline.iter().rev().fold(folder.to_owned(), |folder, part| joined(&folder, part));
    match &item.attributes.path_override {
        // Outside of inline modules the path is relative to the folder of the file itself.
        Some(path) if inline.is_empty() => vec![joined(own_folder, path)],
        Some(path) => vec![joined(&inner, path)],
        None => vec![joined(&inner, &format!("{}.rs", item.name)), joined(&inner, &format!("{}/mod.rs", item.name))],
    }
}

/// `rest` below `folder`, with `.` and `..` resolved.
fn joined(folder: &str, rest: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split(['/', '\\']) {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
