//! From the text of a rules file to a checked [`Rule`]: a row that says something impossible is an error at its line.

use toml::Spanned;

use super::error::{RulesError, RulesProblem};
use super::rule_file::{ApiEntry, Defaults, ReplacementEntry, RuleFile};
use super::template::Template;
use super::{ApiKind, ApiRow, Applicability, Replacement, Rule};
use crate::base::DefPath;

/// A file of rules, contexts or configuration by name and text; makes errors that point into it.
#[derive(Clone, Copy)]
pub(crate) struct RulesText<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// A rule, and where the file writes what other files may contradict: its id, and the paths of its rows, in their order.
pub(super) struct LoadedRule {
    pub(super) rule: Rule,
    pub(super) id: Spanned<()>,
    pub(super) paths: Vec<Spanned<()>>,
}

impl RulesText<'_> {
    pub(crate) fn error<T>(self, at: &Spanned<T>, problem: RulesProblem) -> RulesError {
        RulesError::new(self.name, self.text, at.span(), problem)
    }

    /// The path written at `at`: two or more identifiers.
    pub(super) fn path(self, at: &Spanned<String>) -> Result<DefPath, RulesError> {
        let text = at.get_ref();
        let is_identifier = |segment: &str| {
            segment.starts_with(|first: char| first.is_alphabetic() || first == '_')
                && segment.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
        };
        let is_path = text.contains("::") && text.split("::").all(is_identifier);
        if is_path { Ok(DefPath::new(text)) } else { Err(self.error(at, RulesProblem::NotAPath(text.clone()))) }
    }

    /// The rule that the file holds.
    pub(super) fn rule(self) -> Result<LoadedRule, RulesError> {
        let file: RuleFile = toml::from_str(self.text).map_err(|error| RulesError::from_toml(self.name, self.text, &error))?;
        let stem = self.name.rsplit('/').next().and_then(|file| file.strip_suffix(".toml"));
        if stem.is_some_and(|stem| stem != file.id.get_ref()) {
            return Err(self.error(&file.id, RulesProblem::WrongFile { id: file.id.get_ref().clone() }));
        }
        if let (None, Some(row)) = (file.effect, file.api.first()) {
            return Err(self.error(&row.path, RulesProblem::MissingEffect(row.path.get_ref().clone())));
        }
        let apis = file.api.iter().map(|entry| self.row(&file.defaults, entry)).collect::<Result<_, _>>()?;
        let rule = Rule {
            id: file.id.get_ref().clone(),
            effect: file.effect,
            level: file.level,
            summary: self.words("summary", &file.summary)?,
            why: self.words("why", &file.why)?,
            handles: file.handles.iter().map(|handle| self.path(handle)).collect::<Result<_, _>>()?,
            apis,
        };
        let paths = file.api.iter().map(|entry| Spanned::new(entry.path.span(), ())).collect();
        Ok(LoadedRule { rule, id: Spanned::new(file.id.span(), ()), paths })
    }

    fn words(self, field: &'static str, at: &Spanned<String>) -> Result<String, RulesError> {
        match at.get_ref().trim() {
            "" => Err(self.error(at, RulesProblem::Empty(field))),
            words => Ok(words.to_owned()),
        }
    }

    /// The row that an entry writes.
    pub(crate) fn row(self, defaults: &Defaults, entry: &ApiEntry) -> Result<ApiRow, RulesError> {
        let path = self.path(&entry.path)?;
        let kind = entry.kind.unwrap_or(defaults.kind);
        let replacement = self.replacement(kind, &entry.path, &entry.replacement)?;
        let applicability = entry.applicability.unwrap_or(Applicability::Safe);
        let is_explained = !entry.reason.trim().is_empty();
        let needs_reason = applicability != Applicability::Safe || replacement == Replacement::None;
        match (needs_reason, is_explained) {
            (true, false) => return Err(self.error(&entry.path, RulesProblem::MissingReason(path.to_string()))),
            (false, true) => return Err(self.error(&entry.path, RulesProblem::IdleReason(path.to_string()))),
            (true, true) | (false, false) => {}
        }
        if !kind.has_receiver() && (!entry.given_by.is_empty() || entry.arguments.is_some()) {
            return Err(self.error(&entry.path, RulesProblem::OnlyOfMethods(path.to_string())));
        }
        let features = match (&entry.features, &replacement) {
            (Some(features), _) => features.clone(),
            (None, Replacement::None) => Vec::new(),
            (None, _) => defaults.features.clone(),
        };
        let traits = entry.traits.iter().map(|name| self.path(name).map(|path| path.to_string())).collect::<Result<_, _>>()?;
        let reason = entry.reason.trim().to_owned();
        Ok(ApiRow {
            path,
            kind,
            replacement,
            features,
            traits,
            is_told_by_condition: entry.is_told_by_condition,
            given_by: entry.given_by.as_slice().into(),
            is_lazy: entry.is_lazy,
            is_drained: entry.is_drained,
            arguments: entry.arguments,
            waits_for: entry.waits_for,
            applicability,
            reason,
            example: entry.example.clone(),
            inferred: None,
        })
    }

    fn replacement(self, kind: ApiKind, row: &Spanned<String>, entry: &ReplacementEntry) -> Result<Replacement, RulesError> {
        match (&entry.path, &entry.template, &entry.shape, entry.none) {
            (Some(path), None, None, false) if kind.has_receiver() => Err(self.error(path, RulesProblem::PathForMethod)),
            (Some(path), None, None, false) => Ok(Replacement::Path(self.path(path)?.to_string())),
            (None, Some(template), None, false) => self.template(kind, template),
            (Some(path), None, Some(name), false) => Ok(Replacement::Shape { name: name.clone(), path: self.path(path)?.to_string() }),
            (None, None, None, true) => Ok(Replacement::None),
            _ => Err(self.error(row, RulesProblem::UnclearReplacement)),
        }
    }

    fn template(self, kind: ApiKind, at: &Spanned<String>) -> Result<Replacement, RulesError> {
        let template = Template::parse(at.get_ref()).map_err(|error| self.error(at, error.into()))?;
        if !kind.has_receiver() && template.uses_receiver() {
            return Err(self.error(at, RulesProblem::ReceiverOfFunction));
        }
        if !template.fixed_text().contains(".await") {
            return Err(self.error(at, RulesProblem::NotAwaited(at.get_ref().clone())));
        }
        Ok(Replacement::Template(at.get_ref().clone()))
    }
}
