//! Which import each name of the rewrites comes from, and whether that import moves, goes or stays.

use std::collections::BTreeMap;

use super::sites::{Site, Sites, Way, is_named};
use super::{outside, traits};
use crate::base::{FileId, Name, Span};
use crate::edit::Edit;
use crate::fix::inputs::Inputs;
use crate::fix::rewrite::{NameUse, Rewrite};
use crate::index::ImportKind;
use crate::syntax::Word;

/// What becomes of one import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// Its path becomes another one; the name stays.
    Moves(String),
    /// Nothing mentions it any more.
    Goes,
    /// It stays as it is.
    Stays,
}

/// A change of one import.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Index into [`Sites::list`].
    pub(super) site: usize,
    pub(super) fate: Fate,
    /// Test modules that saw it by their `use super::*` and still need it: indexes into [`Sites::modules`].
    pub(super) still_needed_in: Vec<usize>,
}

/// The imports that rewrites touch.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    changes: BTreeMap<usize, Change>,
    /// For each rewrite: the imports whose mentions it takes away.
    of_rewrites: Vec<Vec<usize>>,
    /// For each rewrite: the import that its name is written by.
    written_by: Vec<Option<usize>>,
}

impl Bindings {
    pub(super) fn new(inputs: Inputs<'_>, file: FileId, text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Self {
        let mut bindings = Self::default();
        for rewrite in rewrites {
            let touched = touched_spans(rewrite);
            let words = touched.iter().flat_map(|span| sites.words_in(*span)).filter(|word| !word.is_continuation);
            let mut imports: Vec<usize> =
                words.filter_map(|word| sites.binder(word.text, word.span.start())).map(|(site, _)| site).collect();
            imports.sort_unstable();
            imports.dedup();
            let by = rewrite.name.as_ref().and_then(|name| binder_of_name(text, sites, name));
            bindings.of_rewrites.push(imports);
            bindings.written_by.push(by);
        }
        for site in traits::needless(inputs, file, text, sites, rewrites) {
            bindings.changes.insert(site, Change { site, fate: Fate::Goes, still_needed_in: Vec::new() });
            let path = sites.list[site].path.iter().map(Name::as_str).collect::<Vec<_>>().join("::");
            let users = rewrites.iter().zip(&mut bindings.of_rewrites).filter(|(rewrite, _)| rewrite.methods_of.contains(&path));
            users.for_each(|(_, imports)| imports.push(site));
        }
        let mut wanted: Vec<usize> = bindings.of_rewrites.iter().flatten().copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        for site in wanted {
            if bindings.changes.contains_key(&site) {
                continue;
            }
            let users: Vec<&NameUse> = rewrites
                .iter()
                .zip(&bindings.written_by)
                .filter(|(_, by)| **by == Some(site))
                .filter_map(|(rewrite, _)| rewrite.name.as_ref())
                .collect();
            let change = Question { inputs, file, text, sites, site, rewrites, users: &users, leaving: &[] }.answer();
            bindings.changes.insert(site, change);
        }
        bindings.follow_imports_of_imports(
            &|site, leaving| Question { inputs, file, text, sites, site, rewrites, users: &[], leaving }.answer(),
            sites,
        );
        bindings
    }

    /// `use std::fs; use fs::metadata;`: when the second leaves, nothing may be left of the first.
    fn follow_imports_of_imports(&mut self, ask: &dyn Fn(usize, &[usize]) -> Change, sites: &Sites<'_>) {
        let leaves = |change: &&Change| match &change.fate {
            Fate::Moves(path) => sites.list[change.site].path.first().is_none_or(|first| after(first, path).is_none()),
            Fate::Goes => true,
            Fate::Stays => false,
        };
        let leaving: Vec<usize> = self.changes.values().filter(leaves).map(|change| change.site).collect();
        for &site in &leaving {
            let Some(behind) = behind(sites, site).filter(|behind| !self.changes.contains_key(behind)) else { continue };
            self.changes.insert(behind, ask(behind, &leaving));
            for imports in self.of_rewrites.iter_mut().filter(|imports| imports.contains(&site)) {
                imports.push(behind);
            }
        }
    }

    /// The edit that makes the name right; `None` if it is right already.
    pub(super) fn written(&self, text: &str, rewrite: usize, name: &NameUse) -> Option<Edit> {
        let old = &text[name.written.range()];
        let moves = |site: &usize| matches!(self.changes.get(site).map(|change| &change.fate), Some(Fate::Moves(_)));
        let new = match self.written_by[rewrite].filter(moves) {
            Some(_) => by_import(old, &name.target),
            None => name.target.clone(),
        };
        (new != old).then_some(Edit { span: name.written, replacement: new })
    }

    /// The imports that a rewrite takes mentions from: their items. One that stays may have no other left.
    pub(super) fn items_of(&self, sites: &Sites<'_>, rewrite: usize) -> Vec<Span> {
        self.of_rewrites[rewrite].iter().map(|&site| sites.list[site].item).collect()
    }

    /// The imports that do not stay as they are.
    pub(super) fn changes(&self) -> Vec<Change> {
        self.changes.values().filter(|change| change.fate != Fate::Stays).cloned().collect()
    }
}

/// The parts of the text that a rewrite takes away.
fn touched_spans(rewrite: &Rewrite) -> Vec<Span> {
    let edits = rewrite.edits.iter().map(|edit| edit.span).filter(|span| !span.is_empty() && rewrite.takes_away(*span));
    edits.chain(rewrite.name.iter().map(|name| name.written)).collect()
}

/// The import by which a name is written: that of its first word, unless the path starts at a crate or module.
fn binder_of_name(text: &str, sites: &Sites<'_>, name: &NameUse) -> Option<usize> {
    let first = sites.words_in(name.written).next()?;
    let is_plain = first.span.start() == name.written.start() && text[name.written.range()].starts_with(first.text);
    let (site, way) = sites.binder(first.text, first.span.start()).filter(|_| is_plain)?;
    (way == Way::Direct).then_some(site)
}

/// `fs::exists` written for `tokio::fs::try_exists`: as many segments of the target as there were.
fn by_import(old: &str, target: &str) -> String {
    let (first, _) = old.split_once("::").unwrap_or((old, ""));
    let count = segments_after_first(old);
    let all: Vec<&str> = target.split("::").collect();
    let rest = &all[all.len() - count..];
    std::iter::once(first.trim()).chain(rest.iter().copied()).collect::<Vec<_>>().join("::")
}

/// How many segments follow the first one; generic arguments at the end are none.
fn segments_after_first(path: &str) -> usize {
    path.split('<').next().unwrap_or(path).trim_end_matches("::").matches("::").count()
}

/// What follows `start` in a path that starts with it.
fn after<'p>(start: &str, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(start)?.strip_prefix("::")
}

/// The other import that the path of an import starts with.
fn behind(sites: &Sites<'_>, site: usize) -> Option<usize> {
    let path = &sites.list[site].path;
    let first = path.first().filter(|_| path.len() > 1)?;
    sites.binder(first, sites.list[site].item.start()).map(|(found, _)| found).filter(|found| *found != site)
}

/// Whether an import can follow its uses.
struct Question<'q> {
    inputs: Inputs<'q>,
    file: FileId,
    text: &'q str,
    sites: &'q Sites<'q>,
    site: usize,
    rewrites: &'q [&'q Rewrite],
    /// The names that are written by it and have to become others.
    users: &'q [&'q NameUse],
    /// Imports that change already.
    leaving: &'q [usize],
}

impl Question<'_> {
    fn answer(&self) -> Change {
        let stays = Change { site: self.site, fate: Fate::Stays, still_needed_in: Vec::new() };
        let site = &self.sites.list[self.site];
        let ImportKind::Named(name) = &site.kind else { return stays };
        if self.is_in_doubt(site, name) {
            return stays;
        }
        let mut still_needed_in: Vec<usize> = Vec::new();
        for word in self.mentions(name) {
            match self.sites.binder(name, word.span.start()) {
                Some((found, _)) if found != self.site => {}
                Some((_, Way::Glob(module))) if self.sites.modules[module].is_test => still_needed_in.push(module),
                Some((_, Way::Direct)) if self.is_taken_away(word) => {}
                _ => return stays,
            }
        }
        still_needed_in.dedup();
        let fate = self.new_path(site, name).map_or(Fate::Goes, Fate::Moves);
        Change { fate, still_needed_in, ..stays }
    }

    fn is_in_doubt(&self, site: &Site, name: &str) -> bool {
        let is_in_group = self.text[site.item.range()].contains('{');
        site.extern_crate
            || outside::may_use(self.inputs, self.file, site, name)
            || (site.has_attributes && is_in_group)
            || crate::fix::layout::has_comment(&self.text[site.item.range()])
            || self.sites.is_named_from_module(name)
            || self.sites.list.iter().enumerate().any(|(at, other)| {
                other.path.first().is_some_and(|first| first == name) && other.path.len() > 1 && !self.leaving.contains(&at)
            })
            || self.sites.list.iter().any(|other| is_named(other, name) && other.scope == site.scope && other.item != site.item)
    }

    /// The places that may mean the import; words that can only be a variable are none.
    fn mentions(&self, name: &str) -> impl Iterator<Item = &Word<'_>> {
        let is_path_only = name.starts_with(char::is_lowercase) && self.users.iter().all(|user| self.text[user.written.range()] != *name);
        let in_import = |word: &Word<'_>| self.sites.list.iter().any(|site| site.item.contains(word.span));
        let wanted = name.to_owned();
        let found = self.sites.words.iter().filter(move |word| word.text == wanted && !word.is_continuation);
        found.filter(move |word| (!is_path_only || word.before_path_separator) && !in_import(word))
    }

    fn is_taken_away(&self, word: &Word<'_>) -> bool {
        // What is only moved, as the parameters of a long head are, is there afterwards too.
        let is_kept =
            |edit: &&Edit| crate::syntax::words(&edit.replacement).iter().any(|kept| kept.text == word.text && !kept.is_continuation);
        self.rewrites.iter().any(|rewrite| {
            let mut edits = rewrite.edits.iter().filter(|edit| edit.span.contains(word.span));
            edits.any(|edit| !is_kept(&edit)) || rewrite.name.as_ref().is_some_and(|name| name.written.contains(word.span))
        })
    }

    /// The path that the import gets, if all its users agree and the name still says what it is.
    fn new_path(&self, site: &Site, name: &str) -> Option<String> {
        let mut old: Vec<&str> = site.path.iter().map(Name::as_str).collect();
        let behind = behind(self.sites, self.site).map(|behind| &self.sites.list[behind].path);
        if let Some(behind) = behind {
            old.splice(..1, behind.iter().map(Name::as_str));
        }
        let mut agreed: Option<String> = None;
        for user in self.users {
            let count = segments_after_first(&self.text[user.written.range()]);
            let api: Vec<&str> = user.api.split("::").collect();
            let target: Vec<&str> = user.target.split("::").collect();
            if api.len() != old.len() + count || !api.starts_with(&old) || target.len() <= count {
                return None;
            }
            let path = target[..target.len() - count].join("::");
            if agreed.as_ref().is_some_and(|agreed| *agreed != path) {
                return None;
            }
            agreed = Some(path);
        }
        let mut path = agreed?;
        // `use fs_err as fs; use fs::metadata;`: what led there leads on, and is used as before.
        let behind = behind.map(|behind| behind.iter().map(Name::as_str).collect::<Vec<_>>().join("::"));
        if let Some(rest) = behind.and_then(|behind| after(&behind, &path).map(str::to_owned)) {
            path = format!("{}::{rest}", site.path.first()?);
        }
        if path.rsplit("::").next() == Some(name) {
            return Some(path);
        }
        let is_alias = old.last() != Some(&name);
        let speaks_of_old = old.first().is_some_and(|krate| name.contains(krate)) || name.contains("sync") || name.contains("block");
        (is_alias && !speaks_of_old).then(|| format!("{path} as {name}"))
    }
}
