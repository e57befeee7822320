//! All rules together, and the look-up by path.

use std::sync::Arc;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;

use super::error::{RulesError, RulesProblem};
use super::load::RulesText;
use super::nearest::nearest;
use super::{ApiKind, ApiRow, Applicability, Effect, Inferred, Level, Replacement, Rule, WaitsFor};
use crate::base::{DefPath, Name};

/// The rules that are part of the binary, by the path of their file in the project.
const EMBEDDED: [(&str, &str); 10] = [
    ("rules/std-fs.toml", include_str!("../../rules/std-fs.toml")),
    ("rules/std-path.toml", include_str!("../../rules/std-path.toml")),
    ("rules/std-io.toml", include_str!("../../rules/std-io.toml")),
    ("rules/std-process.toml", include_str!("../../rules/std-process.toml")),
    ("rules/thread-sleep.toml", include_str!("../../rules/thread-sleep.toml")),
    ("rules/std-net.toml", include_str!("../../rules/std-net.toml")),
    ("rules/block-on.toml", include_str!("../../rules/block-on.toml")),
    ("rules/unused-suppression.toml", include_str!("../../rules/unused-suppression.toml")),
    ("rules/invalid-suppression.toml", include_str!("../../rules/invalid-suppression.toml")),
    ("rules/dependency.toml", include_str!("../../rules/dependency.toml")),
];

/// The API table.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Invariant: no two have the same id.
    list: Vec<Rule>,
    /// Invariant: one entry for each row; rule and row as indexes.
    by_path: FxHashMap<DefPath, (usize, usize)>,
    interesting_names: FxHashSet<Name>,
    /// The crates of the rows that were not inferred.
    crates: FxHashSet<Name>,
    handles: FxHashSet<DefPath>,
    /// The rows that a condition tells, by the method's name; rule and row as indexes.
    told_by_condition: FxHashMap<Name, (usize, usize)>,
    inferred: InferredNames,
}

/// The names by which inferred rows are found.
#[derive(Clone, Debug, Default)]
struct InferredNames {
    /// How many arguments functions of this name take, the receiver left out.
    arguments: FxHashMap<Name, Vec<usize>>,
    /// What code mentions that calls one.
    telling: FxHashSet<Name>,
}

impl Rules {
    /// The rules that are part of the binary.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| Self::from_texts(&EMBEDDED).expect("a test loads the rules that are part of the binary"))
    }

    /// The rules in files given as name and text; rules and rows keep their order. A name that ends in `.toml` has to be the rule's id.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line: an unknown field, a path or id that is there twice, a template that does not
    /// parse, a missing reason.
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, RulesError> {
        files.iter().try_fold(Self::default(), |rules, &(name, text)| rules.with_file(RulesText { name, text }))
    }

    /// The row of the API with the canonical path `path`, and its rule.
    #[must_use]
    pub fn api(&self, path: &DefPath) -> Option<(&Rule, &ApiRow)> {
        let &(rule, row) = self.by_path.get(path)?;
        let rule = &self.list[rule];
        Some((rule, &rule.apis[row]))
    }

    /// Whether the operation with the path `path` is spoken of at all.
    #[must_use]
    pub fn is_reported(&self, path: &DefPath) -> bool {
        self.api(path).is_some_and(|(rule, _)| rule.level > Level::Allow)
    }

    /// Whether the row of the API `path` was inferred from the sources of a dependency.
    #[must_use]
    pub fn is_inferred(&self, path: &DefPath) -> bool {
        self.api(path).is_some_and(|(_, row)| row.inferred.is_some())
    }

    /// What the function `path` of a dependency comes to, if its row was inferred.
    #[must_use]
    pub fn reached_by(&self, path: &DefPath) -> Option<&DefPath> {
        self.api(path).and_then(|(_, row)| row.inferred.as_ref()).map(|inferred| &inferred.reaches)
    }

    /// The rule with the id `id`.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.list.iter().find(|rule| rule.id == id)
    }

    /// All rules, in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.list.iter()
    }

    /// All rows with their rules, in the order of the files.
    pub fn apis(&self) -> impl Iterator<Item = (&Rule, &ApiRow)> {
        self.list.iter().flat_map(|rule| rule.apis.iter().map(move |row| (rule, row)))
    }

    /// The last segments of all rows' paths: a body that mentions none of them calls no blocking API by its own name. A `for` loop calls
    /// `next` without naming it; the rows whose method is `next` are for iterators that a body gets by another name in this set, or from
    /// its caller.
    #[must_use]
    pub fn interesting_names(&self) -> &FxHashSet<Name> {
        &self.interesting_names
    }

    /// The names of which a body mentions one if it calls an inferred row by its own name.
    #[must_use]
    pub fn inferred_names(&self) -> &FxHashSet<Name> {
        &self.inferred.telling
    }

    /// Whether a call of this name may be of an inferred row; with the number of arguments for a method.
    #[must_use]
    pub fn may_be_inferred(&self, name: &Name, arguments: Option<usize>) -> bool {
        let known = self.inferred.arguments.get(name);
        known.is_some_and(|counts| arguments.is_none_or(|arguments| counts.contains(&arguments)))
    }

    /// Whether reads and writes on the type `path` block by themselves; types with a type argument are looked up by that argument too.
    #[must_use]
    pub fn is_handle(&self, path: &DefPath) -> bool {
        self.handles.contains(path)
    }

    /// Whether the handle `path` is that of a file: there are functions of the file system that make one or ask it something.
    #[must_use]
    pub fn is_of_files(&self, path: &DefPath) -> bool {
        let makes_it = |rule: &Rule, row: &ApiRow| rule.effect == Some(Effect::Fs) || row.waits_for == Some(WaitsFor::Files);
        self.apis().any(|(rule, row)| makes_it(rule, row) && row.path.parent().as_ref() == Some(path))
    }

    /// The row of the method that a condition likely calls by this name on a receiver of unknown type.
    #[must_use]
    pub fn told_by_condition(&self, method: &Name) -> Option<&ApiRow> {
        let &(rule, row) = self.told_by_condition.get(method)?;
        self.list.get(rule)?.apis.get(row)
    }

    /// Gives the rule with the id `id`, if there is one, another level.
    pub(crate) fn set_level(&mut self, id: &str, level: Level) {
        if let Some(rule) = self.list.iter_mut().find(|rule| rule.id == id) {
            rule.level = level;
        }
    }

    /// Adds a row, written at `place` of `file`, to the rule with the id `id`.
    ///
    /// # Errors
    /// If there is no such rule, if it has no effect, or if the row's path has a row already.
    pub(crate) fn add<T>(&mut self, file: RulesText<'_>, id: &Spanned<String>, row: ApiRow, place: &Spanned<T>) -> Result<(), RulesError> {
        let Some(rule) = self.list.iter().position(|rule| rule.id == *id.get_ref()) else {
            return Err(self.unknown_rule(file, id));
        };
        if self.list[rule].effect.is_none() {
            return Err(file.error(id, RulesProblem::MissingEffect(row.path.to_string())));
        }
        self.add_row(file, rule, row, place)
    }

    /// The error of an id, written at `id` of `file`, that no rule has.
    pub(crate) fn unknown_rule(&self, file: RulesText<'_>, id: &Spanned<String>) -> RulesError {
        let help = match self.nearest_id(id.get_ref()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`cargo unblock rules` lists all rules".to_owned(),
        };
        file.error(id, RulesProblem::UnknownRule(id.get_ref().clone())).with_help(Some(help.into()))
    }

    /// The id that a mistyped one most likely was meant to be.
    #[must_use]
    pub fn nearest_id(&self, id: &str) -> Option<&str> {
        nearest(id, self.list.iter().map(|rule| rule.id.as_str()))
    }

    /// Whether a row that was not inferred speaks of the crate `name`: its public paths are known, which its sources may not have.
    #[must_use]
    pub fn speak_of(&self, name: &str) -> bool {
        self.crates.contains(name)
    }

    /// These rules with what was inferred of functions of dependencies: further rows of the rule whose effect that is. What is in the table
    /// already is known better.
    #[must_use]
    pub fn with_inferred(&self, functions: impl Iterator<Item = (DefPath, ApiKind, Inferred)>) -> Self {
        let mut rules = self.clone();
        let Some(at) = rules.list.iter().position(|rule| rule.effect == Some(Effect::Dependency)) else { return rules };
        for (path, kind, inferred) in functions {
            if rules.by_path.contains_key(&path) {
                continue;
            }
            let name = Name::new(path.last());
            // `WalkDir::new` is told by its type: that every other function is called `new` says nothing.
            let owner = path.owner().filter(|owner| owner.starts_with(char::is_uppercase)).map(Name::new);
            let telling = owner.filter(|_| kind == ApiKind::Function).unwrap_or_else(|| name.clone());
            rules.inferred.telling.insert(telling);
            rules.inferred.arguments.entry(name).or_default().push(inferred.arguments);
            let rule = &mut rules.list[at];
            rules.by_path.insert(path.clone(), (at, rule.apis.len()));
            rule.apis.push(ApiRow {
                path,
                kind,
                replacement: Replacement::None,
                features: Vec::new(),
                traits: Vec::new(),
                is_told_by_condition: false,
                given_by: Arc::default(),
                is_lazy: false,
                is_drained: false,
                arguments: None,
                waits_for: None,
                applicability: Applicability::DisplayOnly,
                reason: format!("it reaches `{}`, and a dependency has no twin that is known to be async", inferred.reaches),
                example: None,
                inferred: Some(inferred),
            });
        }
        rules
    }

    fn with_file(mut self, file: RulesText<'_>) -> Result<Self, RulesError> {
        let mut loaded = file.rule()?;
        if self.rule(&loaded.rule.id).is_some() {
            return Err(file.error(&loaded.id, RulesProblem::DuplicateRule(loaded.rule.id)));
        }
        let rows = std::mem::take(&mut loaded.rule.apis);
        self.handles.extend(loaded.rule.handles.iter().cloned());
        self.list.push(loaded.rule);
        for (row, place) in rows.into_iter().zip(&loaded.paths) {
            self.add_row(file, self.list.len() - 1, row, place)?;
        }
        Ok(self)
    }

    /// Adds a row, written at `place` of `file`, to the rule at the index `rule`.
    fn add_row<T>(&mut self, file: RulesText<'_>, rule: usize, row: ApiRow, place: &Spanned<T>) -> Result<(), RulesError> {
        if let Some(&(first, _)) = self.by_path.get(&row.path) {
            let rule = self.list[first].id.clone();
            return Err(file.error(place, RulesProblem::DuplicatePath { path: row.path.to_string(), rule }));
        }
        let rows = &mut self.list[rule].apis;
        self.by_path.insert(row.path.clone(), (rule, rows.len()));
        self.interesting_names.insert(Name::new(row.path.last()));
        self.crates.insert(Name::new(row.path.crate_name()));
        if row.is_told_by_condition {
            self.told_by_condition.insert(Name::new(row.path.last()), (rule, rows.len()));
        }
        rows.push(row);
        Ok(())
    }
}

impl<'a> IntoIterator for &'a Rules {
    type Item = &'a Rule;
    type IntoIter = std::slice::Iter<'a, Rule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
