//! Builds the module tree of one crate: follows `mod name;` to the files and declares what each module holds (the Rust reference,
//! "Modules").

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::blocks::BodyOwner;
use super::definitions::{CrateId, Declared, Definition, ItemRef, Module, ModuleId, Position, Presence, Program, Unit, UnitId};
use super::meanings::Meanings;
use super::names::Glob;
use super::stubs;
use crate::base::{DefPath, FileId, Name};
use crate::index::{
    FileIndex, ImportKind, ModuleFolders, ModuleItem, Owner, ScopeId, ScopeKind, WrittenAttributes, evaluate, feature_of, holds_here,
    is_of_other_builds, requires_test,
};
use crate::os;
use crate::workspace::{DependencySource, Workspace};

/// Where a file stands in its crate.
pub(super) struct Place {
    pub(super) file: Option<FileId>,
    pub(super) parent: Option<ModuleId>,
    pub(super) path: DefPath,
    pub(super) cfgs: Vec<String>,
    pub(super) in_test: bool,
    pub(super) position: Position,
    pub(super) folders: ModuleFolders,
}

/// Where the files of a crate are.
#[derive(Clone, Copy)]
pub(super) enum Files<'a> {
    Stubs,
    Workspace(&'a Workspace),
    Dependency(&'a DependencySource),
}

/// Builds the module tree of one crate.
pub(super) struct Tree<'a> {
    pub(super) program: &'a mut Program,
    pub(super) krate: CrateId,
    pub(super) files: Files<'a>,
    /// The files on the way down, so that a module that names its own file ends.
    pub(super) open: Vec<String>,
}

impl Tree<'_> {
    /// Adds a file as a module.
    pub(super) fn file(&mut self, index: &Arc<FileIndex>, place: Place) -> ModuleId {
        let unit = UnitId(self.program.units.len() as u32);
        let cfgs: Vec<String> = place.cfgs.iter().chain(&index.attributes.cfgs).cloned().collect();
        let in_test = place.in_test || cfgs.iter().any(|cfg| requires_test(cfg));
        let root = self.module(unit, place.parent, place.path, place.position, cfgs, in_test);
        self.program.units.push(Unit {
            krate: self.krate,
            file: place.file,
            body: None,
            index: Arc::clone(index),
            modules: vec![root; index.items.scopes.len()],
        });
        self.scopes(unit, index);
        self.declare_items(unit, index);
        self.files_of_modules(unit, index, &place.folders);
        root
    }

    /// Adds the blocks of a body as modules. The unit's scope 0 is what is around the body.
    pub(super) fn blocks(&mut self, index: &Arc<FileIndex>, owner: BodyOwner) -> UnitId {
        let unit = UnitId(self.program.units.len() as u32);
        let (around, scope) = match owner {
            BodyOwner::Function(item) => (item.unit, self.program.function(item).scope),
            BodyOwner::Value(item) => (item.unit, self.program.value(item).scope),
        };
        self.program.units.push(Unit {
            krate: self.krate,
            file: self.program.unit(around).file,
            body: Some(owner),
            index: Arc::clone(index),
            modules: vec![self.program.module_of(around, scope); index.items.scopes.len()],
        });
        self.scopes(unit, index);
        self.declare_items(unit, index);
        unit
    }

    /// Makes the modules of a unit's scopes.
    fn scopes(&mut self, unit: UnitId, index: &FileIndex) {
        let root = self.program.unit(unit).modules[0];
        let owner = self.program.unit(unit).body;
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
                    let inner = self.module(unit, Some(outer), path, position_of(item), cfgs, in_test);
                    self.declare(outer, &item.name, &item.attributes, Declared::Module(inner));
                    inner
                }
                ScopeKind::Block if owner.is_some() => {
                    let around = self.program.module(outer);
                    let (path, cfgs) = match owner {
                        Some(BodyOwner::Function(item)) => {
                            (self.program.path(&Definition::Function(item)), self.program.cfgs_of(item).cloned().collect())
                        }
                        Some(BodyOwner::Value(item)) => (self.program.path(&Definition::Value(item)), around.cfgs.clone()),
                        None => (around.path.clone(), around.cfgs.clone()),
                    };
                    let in_test = around.in_test || cfgs.iter().any(|cfg| requires_test(cfg));
                    let position = Position { offset: scope.span.start(), is_block: true, ..Position::default() };
                    self.module(unit, Some(outer), path, position, cfgs, in_test)
                }
                _ => outer,
            };
            self.program.units[unit.0 as usize].modules[at] = module;
        }
    }

    fn module(
        &mut self,
        unit: UnitId,
        parent: Option<ModuleId>,
        path: DefPath,
        position: Position,
        cfgs: Vec<String>,
        in_test: bool,
    ) -> ModuleId {
        self.program.modules.push(Module {
            krate: self.krate,
            parent,
            path,
            unit,
            in_test,
            cfgs,
            position,
            declared: FxHashMap::default(),
            globs: Vec::new(),
            meanings: Meanings::default(),
            exports: Meanings::default(),
        });
        ModuleId(self.program.modules.len() as u32 - 1)
    }

    fn declare(&mut self, module: ModuleId, name: &Name, attributes: &WrittenAttributes, declared: Declared) {
        let presence = match presence(attributes) {
            Presence::Unknown if self.is_there_by_default(attributes) => Presence::ByDefault,
            known => known,
        };
        let all = self.program.modules[module.0 as usize].declared.entry(name.clone()).or_default();
        let at = all.partition_point(|(known, _)| *known <= presence);
        all.insert(at, (presence, declared));
    }

    /// Whether this machine's build has what stands under these attributes with the features that the package has where nobody says which.
    fn is_there_by_default(&self, attributes: &WrittenAttributes) -> bool {
        let Some(on) = &self.program.crates[self.krate.0 as usize].default_features else { return false };
        let known = |option: &str| match feature_of(option) {
            Some(feature) => Some(on.iter().any(|name| name == feature)),
            None => os::build_option(option, false),
        };
        attributes.cfgs.iter().all(|cfg| evaluate(cfg, &known) == Some(true))
    }

    fn declare_items(&mut self, unit: UnitId, index: &FileIndex) {
        let items = &index.items;
        let module_of = |program: &Program, scope: ScopeId| {
            // What a block declares is seen in that block only.
            let module = program.module_of(unit, scope);
            (items.scopes[scope.0 as usize].kind != ScopeKind::Block || program.module(module).position.is_block).then_some(module)
        };
        for (at, item) in items.types.iter().enumerate() {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, &item.attributes, Declared::Type(at as u32));
            }
        }
        for (at, item) in items.traits.iter().enumerate() {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, &item.attributes, Declared::Trait(at as u32));
            }
        }
        for (at, item) in items.functions.iter().enumerate().filter(|(_, item)| item.owner == Owner::Free) {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, &item.attributes, Declared::Function(at as u32));
            }
        }
        for (at, item) in items.values.iter().enumerate().filter(|(_, item)| item.owner == Owner::Free) {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, &item.attributes, Declared::Value(at as u32));
            }
        }
        for (at, item) in items.macros.iter().enumerate() {
            if let Some(module) = module_of(self.program, item.scope) {
                self.declare(module, &item.name, &item.attributes, Declared::Macro(at as u32));
                if self.program.unit(unit).file.is_some() {
                    self.program.macros.entry(item.name.clone()).or_default().push(ItemRef { unit, index: at as u32 });
                }
            }
        }
        for (at, item) in items.imports.iter().enumerate() {
            let Some(module) = module_of(self.program, item.scope) else { continue };
            match &item.kind {
                ImportKind::Named(name) => self.declare(module, name, &item.attributes, Declared::Import(at as u32)),
                ImportKind::Glob => self.program.modules[module.0 as usize].globs.push(Glob::new(at as u32)),
                ImportKind::Unnamed => {}
            }
        }
    }

    /// Follows `mod name;` to the files.
    fn files_of_modules(&mut self, unit: UnitId, index: &FileIndex, folders: &ModuleFolders) {
        let declared = index.items.modules.iter().filter(|item| item.inline.is_none());
        for (item, attributes) in declared.flat_map(|item| item.attributes.by_path().into_iter().map(move |attributes| (item, attributes)))
        {
            let places = folders.candidates(index, item, attributes.path_override.as_deref());
            let Some(child) = places.iter().find_map(|path| self.open_file(path)) else { continue };
            if self.open.contains(&child.path) {
                continue;
            }
            let around = self.program.unit(unit).modules[item.scope.0 as usize];
            let outer = self.program.module(around);
            let cfgs: Vec<String> = outer.cfgs.iter().chain(&attributes.cfgs).cloned().collect();
            let in_test = outer.in_test || attributes.cfgs.iter().any(|cfg| requires_test(cfg));
            let place = Place {
                file: child.file,
                parent: Some(around),
                path: outer.path.join(&item.name),
                cfgs,
                in_test,
                position: position_of(item),
                folders: ModuleFolders::of(&child.path, attributes.path_override.is_some()),
            };
            self.open.push(child.path);
            let module = self.file(&child.index, place);
            self.open.pop();
            self.declare(around, &item.name, &attributes, Declared::Module(module));
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

fn position_of(item: &ModuleItem) -> Position {
    let lends_macros = item.attributes.paths.iter().any(|path| path == "macro_use");
    Position { offset: item.span.start(), lends_macros, is_block: false }
}

pub(super) fn presence(attributes: &WrittenAttributes) -> Presence {
    presence_under(&attributes.cfgs)
}

impl Program {
    /// Whether no build for this machine has a function.
    pub(crate) fn is_of_other_builds(&self, item: ItemRef) -> bool {
        self.cfgs_of(item).any(|cfg| holds_here(cfg) == Some(false))
    }
}

/// The presence of what stands under these `cfg`s.
pub(super) fn presence_under(cfgs: &[String]) -> Presence {
    if is_of_other_builds(cfgs) {
        Presence::Absent
    } else if cfgs.iter().all(|cfg| holds_here(cfg) == Some(true)) {
        Presence::Compiled
    } else {
        Presence::Unknown
    }
}

/// The file that a `mod name;` leads to.
struct OpenFile {
    file: Option<FileId>,
    path: String,
    index: Arc<FileIndex>,
}
