//! On how many threads code may run, as far as its words tell: `tokio::task::block_in_place` panics where there is only one.

mod mentions;
mod names;
mod test_attribute;
mod ways;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::inputs::Inputs;
use super::layout::head_start;
use crate::base::{FileId, Name, Needle, Needles, Span, is_code, is_whole_word};
use crate::index::{FileIndex, Function, Import, ImportKind, Owner, ScopeKind, requires_test};
use crate::rules;
use crate::workspace::SourceFile;

use ways::Ways;

pub(super) use mentions::package_of;
pub(super) use test_attribute::{Becomes, TestAttribute};

/// What the workspace's own runtimes run. Of a name that two functions have either may be meant, so that more functions are said to run on
/// one thread than do. Tests whose attributes can say so run on several.
#[derive(Debug)]
pub(super) struct Runtimes {
    /// Whether code of the workspace makes a runtime of several threads.
    pub(super) has_several_threads: bool,
    /// The functions that a runtime of one thread may run: the file, and where the body starts.
    on_one_thread: BTreeSet<(FileId, u32)>,
}

/// A function where it stands.
struct Declared<'w> {
    file: FileId,
    path: &'w str,
    index: &'w FileIndex,
    function: &'w Function,
    body: Span,
    /// From its first attribute to its end.
    text: &'w str,
    /// Whether it has a word of code that makes a runtime of several threads.
    makes_several: bool,
    /// Whether it has a word of code that runs on one thread.
    is_for_one: bool,
    /// What can say that it runs on several threads, for a test.
    attribute: Option<TestAttribute>,
}

impl Runtimes {
    pub(super) fn new(inputs: Inputs<'_>) -> Self {
        let words = &inputs.contexts.runtimes;
        // Most workspaces that make no such runtime have no word of it.
        let has_several_threads = |declared: &[Declared<'_>]| {
            declared.iter().any(|function| function.makes_several && !function.is_of_tests() && !function.is_for_one)
        };
        let several = Needles::new(words.several_threads.iter().map(String::as_str));
        let declared =
            if inputs.workspace.files.par_iter().any(|file| several.is_one_in(file.source.text())) { declared(inputs) } else { Vec::new() };
        if !has_several_threads(&declared) {
            return Self { has_several_threads: false, on_one_thread: BTreeSet::new() };
        }
        let is_test_of_one = |function: &Declared<'_>| {
            let is_async_test = function.is_test() && function.function.async_span.is_some();
            is_async_test && function.attribute.is_none() && !function.head().contains(words.test_of_several_threads.as_str())
        };
        let mut roots: BTreeSet<usize> = BTreeSet::new();
        let mut takers: Vec<usize> = Vec::new();
        for (at, function) in declared.iter().enumerate() {
            if function.is_for_one {
                roots.insert(at);
                // Whoever gives it a future, and the methods beside it that others call.
                takers.extend(Some(at).filter(|_| function.takes_code()));
                let is_beside = |other: &Declared<'_>| other.function.scope == function.function.scope && other.is_of_trait_impl();
                let first = declared.partition_point(|other| other.file < function.file);
                let end = declared.partition_point(|other| other.file <= function.file);
                roots.extend((first..end).filter(|other| is_beside(&declared[*other])));
            } else if is_test_of_one(function) {
                roots.insert(at);
            }
        }
        if roots.is_empty() {
            return Self { has_several_threads: true, on_one_thread: BTreeSet::new() };
        }
        let ways = Ways::new(inputs, &declared);
        while !takers.is_empty() {
            let new = ways.callers(&declared, &takers).into_iter().filter(|caller| roots.insert(*caller));
            takers = new.filter(|caller| declared[*caller].takes_code()).collect();
        }
        let asked = || with_places(&declared, &places_of_calls(inputs));
        let reached = ways.reached(&roots, asked).into_iter().map(|at| (declared[at].file, declared[at].body.start()));
        Self { has_several_threads: true, on_one_thread: reached.collect() }
    }

    /// The attributes of the tests that may lead to the functions around these places, and have to say that they run on several threads.
    /// Those of tests that are not async count if the tests become that.
    pub(super) fn tests_of(inputs: Inputs<'_>, places: &BTreeSet<(FileId, Span)>) -> Vec<TestAttribute> {
        if places.is_empty() {
            return Vec::new();
        }
        let declared = declared(inputs);
        let leading = Ways::new(inputs, &declared).leading_to(with_places(&declared, places));
        leading.into_iter().filter_map(|at| declared[at].attribute.clone()).collect()
    }

    /// Refuses a place that a runtime of one thread may come to.
    pub(super) fn refuse(&self, inputs: Inputs<'_>, file: FileId, place: Span) -> Result<(), String> {
        let functions = &inputs.workspace.files[file.index()].index.items.functions;
        let mut bodies = functions.iter().filter_map(|function| function.body);
        let body = bodies.find(|body| body.contains(place)).ok_or("it stands in no function")?;
        if self.on_one_thread.contains(&(file, body.start())) {
            return Err("a runtime of one thread may run it".to_owned());
        }
        Ok(())
    }
}

impl<'w> Declared<'w> {
    /// From its first attribute to its body.
    fn head(&self) -> &'w str {
        &self.text[..self.text.len() - self.body.len() as usize]
    }

    fn is_test(&self) -> bool {
        self.function.attributes.paths.iter().any(|path| path.rsplit("::").next().is_some_and(|last| last.ends_with("test")))
    }

    /// Whether it is compiled for tests alone.
    fn is_of_tests(&self) -> bool {
        let items = &self.index.items;
        let mut scope = Some(self.function.scope);
        let around = std::iter::from_fn(|| {
            let current = items.scopes.get(scope?.0 as usize)?;
            scope = current.parent;
            Some(current)
        });
        let mut modules =
            around.filter_map(|scope| if let ScopeKind::Module(at) = scope.kind { items.modules.get(at as usize) } else { None });
        let folders = ["tests", "benches", "examples"];
        self.is_test()
            || self.path.split('/').any(|folder| folders.contains(&folder))
            || self.function.attributes.cfgs.iter().chain(&self.index.attributes.cfgs).any(|cfg| requires_test(cfg))
            || modules.any(|module| module.attributes.cfgs.iter().any(|cfg| requires_test(cfg)))
    }

    /// Whether it is given a future or something that makes one.
    fn takes_code(&self) -> bool {
        let head = self.head();
        head.contains("Future") || head.contains("Fn")
    }

    fn is_of_trait_impl(&self) -> bool {
        matches!(self.function.owner, Owner::Impl(at) if self.index.items.impls[at as usize].trait_path.is_some())
    }
}

/// Where something may have to stay on its thread: the operations, and the calls that lead to one.
fn places_of_calls(inputs: Inputs<'_>) -> BTreeSet<(FileId, Span)> {
    let operations = inputs.flow.operations.iter().map(|operation| &operation.site);
    let sites = operations.chain(inputs.flow.callers.uses.iter().map(|used| &used.site));
    sites.map(|site| (site.home.file, site.call.span)).collect()
}

/// The functions around some places.
fn with_places(declared: &[Declared<'_>], places: &BTreeSet<(FileId, Span)>) -> BTreeSet<usize> {
    let holds_any = |at: &usize| {
        let Declared { file, body, .. } = declared[*at];
        let near =
            places.range((file, Span::empty(body.start()))..).take_while(|(other, place)| *other == file && place.start() < body.end());
        near.into_iter().any(|(_, place)| body.contains(*place))
    };
    (0..declared.len()).filter(holds_any).collect()
}

/// All functions with a body of the workspace; those in bodies are part of the functions around them.
fn declared(inputs: Inputs<'_>) -> Vec<Declared<'_>> {
    let words = Words::new(&inputs.contexts.runtimes);
    inputs.workspace.files.par_iter().enumerate().flat_map_iter(|(at, file)| declared_in(&words, FileId(at as u32), file)).collect()
}

/// What functions are searched for.
struct Words<'r> {
    rules: &'r rules::Runtimes,
    /// All of it, in whole files: few have any.
    all: Needles,
    several_threads: Vec<Needle<'r>>,
    one_thread: Vec<(&'r str, Needle<'r>)>,
}

impl<'r> Words<'r> {
    fn new(rules: &'r rules::Runtimes) -> Self {
        Self {
            rules,
            all: Needles::new(rules.several_threads.iter().chain(&rules.one_thread).map(String::as_str)),
            several_threads: rules.several_threads.iter().map(|part| Needle::new(part)).collect(),
            one_thread: rules.one_thread.iter().map(|word| (word.as_str(), Needle::new(word))).collect(),
        }
    }

    /// Where a file has such words, comments left out. In texts too: `flavor = "current_thread"`.
    fn places_in(&self, text: &str) -> Places {
        if !self.all.is_one_in(text) {
            return Places::default();
        }
        let is_word = |at: usize, word: &str| is_whole_word(text, at..at + word.len()) && is_code(text, at);
        let of_several = |part: &Needle<'_>| part.places_in(text).filter(|at| is_code(text, *at)).collect::<Vec<_>>();
        let of_one = |(word, needle): &(&str, Needle<'_>)| needle.places_in(text).filter(|at| is_word(*at, word)).collect::<Vec<_>>();
        Places {
            several_threads: self.several_threads.iter().flat_map(of_several).collect(),
            one_thread: self.one_thread.iter().flat_map(of_one).collect(),
        }
    }

    /// Where a file mentions what it imports by such a word: `block_on`, where `use tokio_test::block_on;` stands around it.
    fn places_of_imported(&self, text: &str, index: &FileIndex) -> Vec<usize> {
        let says_so = |import: &&Import| import.path.iter().any(|part| self.rules.one_thread.iter().any(|word| part == word.as_str()));
        let name = |import: &'_ Import| if let ImportKind::Named(name) = &import.kind { Some(name.clone()) } else { None };
        let names: BTreeSet<Name> = index.items.imports.iter().filter(says_so).filter_map(name).collect();
        let is_it = |at: usize, name: &Name| is_whole_word(text, at..at + name.len()) && is_code(text, at);
        names.iter().flat_map(|name| Needle::new(name).places_in(text).filter(|at| is_it(*at, name)).collect::<Vec<_>>()).collect()
    }
}

/// Offsets of words in a file.
#[derive(Default)]
struct Places {
    /// That make a runtime of several threads.
    several_threads: Vec<usize>,
    /// Of code that runs on one thread.
    one_thread: Vec<usize>,
}

/// The functions with a body of one file.
fn declared_in<'w>(words: &Words<'_>, id: FileId, file: &'w SourceFile) -> Vec<Declared<'w>> {
    let whole = file.source.text();
    let mut places = words.places_in(whole);
    places.one_thread.extend(words.places_of_imported(whole, &file.index));
    let bodies = file.index.items.functions.iter().filter_map(|function| Some((function, function.body?)));
    let declared = bodies.map(|(function, body)| {
        let start = head_start(whole, function.span.start()) as usize;
        let text = &whole[start..body.end() as usize];
        let attribute = TestAttribute::of(words.rules, id, function, whole);
        let place = start..body.end() as usize;
        // What the test can say anew is not asked.
        let is_asked = |at: usize| place.contains(&at) && !attribute.as_ref().is_some_and(|attribute| attribute.span.range().contains(&at));
        Declared {
            file: id,
            path: file.source.path(),
            index: &file.index,
            function,
            body,
            text,
            makes_several: places.several_threads.iter().any(|at| place.contains(at)),
            is_for_one: places.one_thread.iter().any(|at| is_asked(*at)),
            attribute,
        }
    });
    declared.collect()
}
