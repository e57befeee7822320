//! From the text of a configuration to a checked [`Config`]: what is wrong with it is an error at its line.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::file::{ConfigFile, ManifestFile, UserApiEntry, ZoneEntry};
use super::{Beginning, Config, ConfigError, FILE_NAME, Patterns, SCHEMA, SCHEMA_LINE, SCHEMA_NAME, START, Zone};
use crate::os;
use crate::rules::{Defaults, MoreTakers, Rules, RulesError, RulesProblem, RulesText};

/// The manifest of a workspace.
const MANIFEST: &str = "Cargo.toml";
/// Where a manifest holds a configuration.
const TABLE: &str = "[workspace.metadata.cargo-unblock]";

impl Config {
    /// The configuration of the workspace in the folder `root`, or the one in the file `named`, which takes its place.
    ///
    /// # Errors
    /// If it cannot be read, is there in both forms, or says something wrong.
    pub fn load(root: &Path, named: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(path) = named {
            return Self::from_text(&os::slashed(path), &os::read_source(path)?);
        }
        let own = root.join(FILE_NAME);
        let own = if os::exists(&own) { Some(os::read_source(&own)?) } else { None };
        let manifest = manifest(root);
        let in_manifest = manifest.as_deref().map(in_manifest).transpose()?.flatten();
        match (own, in_manifest) {
            (Some(_), Some(_)) => Err(ConfigError::Twice),
            (Some(text), None) => Self::from_text(FILE_NAME, &text),
            (None, Some(file)) => {
                let text = manifest.as_deref().unwrap_or_default();
                Ok(Self::of_file(RulesText { name: MANIFEST, text }, file)?)
            }
            (None, None) => Ok(Self::default()),
        }
    }

    /// The configuration in a file given as name and text.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line.
    pub fn from_text(name: &str, text: &str) -> Result<Self, ConfigError> {
        Ok(Self::of_file(RulesText { name, text }, parsed(name, text)?)?)
    }

    /// Writes a start of a configuration for the workspace in the folder `root`, and returns the names of the files that were written. The
    /// schema belongs to the tool: it is written anew beside a configuration that is there, which is left as it is.
    ///
    /// # Errors
    /// If there is a configuration already and the schema is not asked for, or a file cannot be written.
    pub fn write_start(root: &Path, beginning: Beginning) -> Result<Vec<&'static str>, ConfigError> {
        let write_schema = || os::overwrite(&root.join(SCHEMA_NAME), SCHEMA.as_bytes());
        let write_start = |text: &str| os::write_new(&root.join(FILE_NAME), text.as_bytes());
        match (Self::place(root)?, beginning) {
            (Some(place), Beginning::Start) => Err(ConfigError::AlreadyThere(place)),
            (None, Beginning::Start) => {
                write_start(START)?;
                Ok(vec![FILE_NAME])
            }
            (None, Beginning::WithSchema) => {
                write_start(&format!("{SCHEMA_LINE}\n{START}"))?;
                write_schema()?;
                Ok(vec![FILE_NAME, SCHEMA_NAME])
            }
            (Some(_), Beginning::WithSchema) => {
                write_schema()?;
                Ok(vec![SCHEMA_NAME])
            }
        }
    }

    /// Where the workspace in the folder `root` has its configuration, if it has one.
    fn place(root: &Path) -> Result<Option<String>, ConfigError> {
        if os::exists(&root.join(FILE_NAME)) {
            return Ok(Some(format!("`{FILE_NAME}`")));
        }
        let in_manifest = manifest(root).as_deref().map(in_manifest).transpose()?.flatten();
        Ok(in_manifest.map(|_| format!("`{TABLE}` of `{MANIFEST}`")))
    }

    fn of_file(at: RulesText<'_>, file: ConfigFile) -> Result<Self, RulesError> {
        let mut config = Self { source: Some(at.name.to_owned()), ..Self::default() };
        for (id, level) in &file.levels {
            if config.rules.rule(id.get_ref()).is_none() {
                return Err(config.rules.unknown_rule(at, id));
            }
            config.rules.set_level(id.get_ref(), *level);
        }
        for entry in &file.api {
            add_api(at, &mut config.rules, entry)?;
        }
        config.exclude = patterns(at, &file.exclude)?;
        config.zones = file.zone.iter().map(|entry| zone(at, entry)).collect::<Result<_, _>>()?;
        let more = MoreTakers { offloaders: file.offloader.clone(), spawners: file.spawner.clone(), handlers: file.handler.clone() };
        config.contexts = config.contexts.with_more(at, more)?;
        config.file = file;
        at.text.clone_into(&mut config.text);
        Ok(config)
    }
}

/// The text of the root's manifest. One that cannot be read is `workspace/`'s business.
fn manifest(root: &Path) -> Option<String> {
    os::read_source(&root.join(MANIFEST)).ok()
}

/// The configuration in a manifest, if it holds one.
fn in_manifest(text: &str) -> Result<Option<ConfigFile>, RulesError> {
    // Few manifests name the tool, and those that do not need no second parser.
    if !text.contains("cargo-unblock") {
        return Ok(None);
    }
    let file: ManifestFile = parsed(MANIFEST, text)?;
    if let Some(misplaced) = &file.package.metadata.config {
        let help = format!("write it as `{TABLE}`, or into `{FILE_NAME}`");
        return Err(RulesText { name: MANIFEST, text }.error(misplaced, RulesProblem::OfPackage).with_help(Some(help.into())));
    }
    Ok(file.workspace.metadata.config.map(Spanned::into_inner))
}

/// The text as TOML; blanks in place of a byte order mark keep its offsets.
fn parsed<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> Result<T, RulesError> {
    let parsed = if text.starts_with('\u{feff}') { toml::from_str(&text.replacen('\u{feff}', "   ", 1)) } else { toml::from_str(text) };
    parsed.map_err(|error| RulesError::from_toml(name, text, &error))
}

fn add_api(at: RulesText<'_>, rules: &mut Rules, entry: &UserApiEntry) -> Result<(), RulesError> {
    let row = at.row(&Defaults::default(), &entry.row())?;
    let unclear = || at.error(&entry.path, RulesProblem::UnclearRule(entry.path.get_ref().clone()));
    let id = match (&entry.rule, entry.effect) {
        (Some(rule), None) => rule.clone(),
        (None, Some(effect)) => {
            let rule = rules.iter().find(|rule| rule.effect == Some(effect)).ok_or_else(unclear)?;
            Spanned::new(entry.path.span(), rule.id.clone())
        }
        _ => return Err(unclear()),
    };
    rules.add(at, &id, row, &entry.path)
}

fn zone(at: RulesText<'_>, entry: &ZoneEntry) -> Result<Zone, RulesError> {
    if entry.paths.get_ref().is_empty() {
        return Err(at.error(&entry.paths, RulesProblem::EmptyZone));
    }
    let paths = patterns(at, entry.paths.get_ref())?;
    Ok(Zone { name: entry.name.as_deref().and_then(one_line), reason: entry.reason.as_deref().and_then(one_line), paths })
}

/// The words of a text that is shown in one line; none if it has no word.
fn one_line(text: &str) -> Option<String> {
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty())
}

fn patterns(at: RulesText<'_>, written: &[Spanned<String>]) -> Result<Patterns, RulesError> {
    Patterns::new(written.iter().map(|pattern| pattern.get_ref().clone()).collect()).map_err(|(index, message)| {
        let pattern = &written[index];
        at.error(pattern, RulesProblem::NotAPattern { pattern: pattern.get_ref().as_str().into(), message: message.into() })
    })
}
