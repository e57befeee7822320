//! Doc tests as programs: the examples in the documentation of a library are functions of a crate of their own, which can name what the
//! tests of the library can.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::blocks::BodyOwner;
use super::definitions::{CrateId, ExternCrate, ItemRef, Position, Program, Unit, UnitId};
use super::tree::{Files, Place, Tree};
use crate::base::{DefPath, FileId, Name, Span};
use crate::index::{Attributes, FileIndex, Function, Generics, Items, ModuleFolders, Owner, Scope, ScopeId, ScopeKind, TypeRef};
use crate::syntax::{self, DocTests};
use crate::workspace::{TargetKind, Workspace};

/// What an example is called: no code can name it.
const NAME: &str = "doc test";

/// What a function of a doc test is to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DocTestRole {
    /// The whole example, which rustdoc makes the body of `main`.
    Example,
    /// The `main` that the example has itself.
    Main,
    /// Any other function that it declares.
    Other,
}

/// The examples in the documentation of the workspace's libraries.
#[derive(Debug, Default)]
pub struct LibraryDocs(Vec<FileDocs>);

/// Those in one file of one of them.
#[derive(Debug)]
struct FileDocs {
    library: CrateId,
    file: FileId,
    found: DocTests,
}

impl Program {
    /// Reads the documentation of the workspace's libraries.
    #[must_use]
    pub fn read_doc_tests(&self, workspace: &Workspace) -> LibraryDocs {
        let is_library = |id: CrateId| {
            let krate = &self.crates[id.0 as usize];
            krate.kind == TargetKind::Library && krate.package.is_some()
        };
        let is_documented = |unit: &&Unit| is_library(unit.krate) && unit.body.is_none() && !self.module(unit.modules[0]).in_test;
        let files = self.units.iter().filter(is_documented).filter_map(|unit| Some((unit.krate, unit.file?)));
        let files: Vec<(CrateId, FileId)> = files.collect();
        let read = |&(library, file): &(CrateId, FileId)| {
            let found = syntax::doc_tests(workspace.files[file.index()].source.text())?;
            Some(FileDocs { library, file, found })
        };
        let mut files: Vec<FileDocs> = files.par_iter().filter_map(read).collect();
        files.sort_by_key(|docs| docs.library);
        LibraryDocs(files)
    }

    /// Adds the examples in documentation, and gives the documentation that is not read.
    pub fn add_doc_tests(&mut self, docs: &LibraryDocs) -> Vec<(FileId, Span)> {
        let first_unit = self.units.len();
        for docs in docs.0.chunk_by(|one, next| one.library == next.library) {
            if docs.iter().any(|docs| !docs.found.examples.is_empty()) {
                self.add_doc_tests_of(docs);
            }
        }
        self.learn_units(first_unit);
        docs.0.iter().flat_map(|docs| docs.found.unread.iter().map(|span| (docs.file, *span))).collect()
    }

    /// Adds those of one library.
    fn add_doc_tests_of(&mut self, docs: &[FileDocs]) {
        let library = docs[0].library;
        let own = &self.crates[library.0 as usize];
        let (name, edition, package, mut externs) = (own.name.clone(), own.edition, own.package, own.externs.clone());
        externs.insert(name.clone(), ExternCrate::Known(library));
        let krate = self.add_crate(name.clone(), edition, TargetKind::DocTest, package);
        self.crates[krate.0 as usize].externs = externs;
        for FileDocs { file, found, .. } in docs.iter().filter(|docs| !docs.found.examples.is_empty()) {
            self.history.add(&(file, &found.code));
            let place = Place {
                file: Some(*file),
                parent: None,
                path: DefPath::new(&name),
                cfgs: Vec::new(),
                in_test: true,
                position: Position::default(),
                folders: ModuleFolders::of("", true),
            };
            Tree { program: self, krate, files: Files::Stubs, open: Vec::new() }.file(&Arc::new(index(found)), place);
        }
    }

    /// The text in which the bodies of a unit stand.
    pub(super) fn text_of<'w>(&self, workspace: &'w Workspace, unit: UnitId) -> Option<Cow<'w, str>> {
        let text = workspace.files[self.unit(unit).file?.index()].source.text();
        if self.is_of_doc_test(unit) { syntax::doc_tests(text).map(|found| Cow::Owned(found.code)) } else { Some(Cow::Borrowed(text)) }
    }

    /// The kind of the target that a unit is part of.
    #[must_use]
    pub fn target_kind(&self, unit: UnitId) -> TargetKind {
        self.crates[self.unit(unit).krate.0 as usize].kind
    }

    /// Whether a unit holds the examples of a file.
    #[must_use]
    pub fn is_of_doc_test(&self, unit: UnitId) -> bool {
        self.target_kind(unit) == TargetKind::DocTest
    }

    /// The block of the example that a function stands in or is, and what it is to it.
    #[must_use]
    pub fn doc_test_of(&self, item: ItemRef) -> Option<(Span, DocTestRole)> {
        if !self.is_of_doc_test(item.unit) {
            return None;
        }
        let declared = self.function(item);
        let around = std::iter::successors(Some(item), |item| match self.unit(item.unit).body {
            Some(BodyOwner::Function(around)) => Some(around),
            _ => None,
        });
        let (depth, example) = around.enumerate().last()?;
        // Scope 0 of a block's items is what is around it.
        let is_main = depth == 1 && declared.name == "main" && declared.owner == Owner::Free && declared.scope == ScopeId(1);
        let role = match depth {
            0 => DocTestRole::Example,
            _ if is_main => DocTestRole::Main,
            _ => DocTestRole::Other,
        };
        Some((self.function(example).body?, role))
    }
}

/// Each example as a function.
fn index(found: &DocTests) -> FileIndex {
    let root = Scope { parent: None, kind: ScopeKind::Root, span: Span::new(0, found.code.len() as u32) };
    let function = |block: &Span| Function {
        scope: ScopeId::ROOT,
        owner: Owner::Free,
        name: Name::new_static(NAME),
        name_span: Span::empty(block.start()),
        span: *block,
        async_span: None,
        is_const: false,
        is_public: false,
        generics: Generics::default(),
        receiver: None,
        parameters: Vec::new(),
        output: TypeRef::Unknown,
        attributes: Attributes::default(),
        body: Some(*block),
        mentions: syntax::mentions(&found.code[block.range()]),
    };
    let items = Items { scopes: vec![root], functions: found.examples.iter().map(function).collect(), ..Items::default() };
    FileIndex { items, ..FileIndex::default() }
}
