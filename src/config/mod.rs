//! What a workspace says about itself in `cargo-unblock.toml`, or in `[workspace.metadata.cargo-unblock]` of its manifest: levels, files
//! that are left out, zones, and functions of its own. Makes the tables of the run: the rules and contexts with what was added to them.

mod error;
mod file;
mod load;
mod patterns;
mod print;

pub use error::ConfigError;
pub use patterns::Patterns;

use crate::base::DefPath;
use crate::rules::{Contexts, Rules, RulesProblem, RulesText};
use file::ConfigFile;

/// The name of the file at the root of a workspace.
pub const FILE_NAME: &str = "cargo-unblock.toml";

/// The name of the file with the schema, beside the other one.
pub const SCHEMA_NAME: &str = "cargo-unblock.schema.json";

/// The JSON Schema of a configuration, for editors.
pub const SCHEMA: &str = include_str!("../../schema/config.schema.json");

/// The first line of a configuration whose schema lies beside it, as editors of TOML read it.
pub const SCHEMA_LINE: &str = "#:schema ./cargo-unblock.schema.json";

/// The start of a file for [`FILE_NAME`]: what can be said in it, all of it commented out.
pub const START: &str = include_str!("start.toml");

/// The configuration of a run.
#[derive(Clone, Debug)]
pub struct Config {
    /// What blocks, with the rows and levels of the configuration.
    pub rules: Rules,
    /// What runs where, with the functions of the configuration.
    pub contexts: Contexts,
    /// Files of which nothing is said.
    pub exclude: Patterns,
    /// Code that has to be async.
    pub zones: Vec<Zone>,
    /// The file that it was read from; none where nothing is configured.
    pub source: Option<String>,
    /// As it was written.
    file: ConfigFile,
    /// The text that `file` was read from.
    text: String,
}

/// Whether there is a function of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// It is there, or in code that nobody looked at.
    Known,
    /// It is not there.
    Unknown {
        /// What may have been meant.
        nearest: Option<DefPath>,
    },
}

/// What is written for a workspace that begins to be configured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Beginning {
    /// The start of a configuration.
    #[default]
    Start,
    /// That, if there is none, and the schema beside it.
    WithSchema,
}

/// Files whose code has to be async: what blocks there is a finding even where no async code calls it.
#[derive(Clone, Debug)]
pub struct Zone {
    /// What people call it.
    pub name: Option<String>,
    /// Why it has to be async.
    pub reason: Option<String>,
    /// Its files.
    pub paths: Patterns,
}

impl Config {
    /// The text that it was read from; empty where nothing is configured.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The zone that the file at `path`, relative to the root, belongs to; the first where there are several.
    #[must_use]
    pub fn zone(&self, path: &str) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.paths.hold(path))
    }

    /// Looks for the functions that it names.
    ///
    /// # Errors
    /// At the first that is not there.
    pub fn check_names(&self, find: &dyn Fn(&DefPath) -> Named) -> Result<(), ConfigError> {
        let at = RulesText { name: self.source.as_deref().unwrap_or_default(), text: &self.text };
        for path in self.file.functions() {
            if let Named::Unknown { nearest } = find(&DefPath::new(path.get_ref())) {
                let help = match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "a function is named by the path under which it is declared".to_owned(),
                };
                return Err(at.error(path, RulesProblem::NoSuchFunction(path.get_ref().clone())).with_help(Some(help.into())).into());
            }
        }
        Ok(())
    }

    /// Adds a zone of the files that fit each of the patterns.
    ///
    /// # Errors
    /// If one of them is no pattern.
    pub fn declare_zones(&mut self, patterns: &[String]) -> Result<(), ConfigError> {
        for pattern in patterns {
            let paths = Patterns::new(vec![pattern.clone()])
                .map_err(|(_, message)| ConfigError::NotAPattern { pattern: pattern.clone(), message })?;
            self.zones.push(Zone { name: None, reason: None, paths });
        }
        Ok(())
    }

    /// The patterns of zones that fit none of the files at `paths`, each with the title of its zone.
    #[must_use]
    pub fn idle_patterns<'c>(&'c self, paths: &[&str]) -> Vec<(&'c str, &'c str)> {
        let of_zone = |zone: &'c Zone| {
            let patterns = zone.paths.fitting(paths.iter().copied()).into_iter();
            patterns.filter(|(_, fits)| !fits).map(|(pattern, _)| (zone.title(), pattern))
        };
        self.zones.iter().flat_map(of_zone).collect()
    }
}

impl Zone {
    /// Its name in quotes, or its first pattern.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.paths.first())
    }
}

impl Default for Config {
    /// The configuration of a workspace that says nothing.
    fn default() -> Self {
        Self {
            rules: Rules::embedded().clone(),
            contexts: Contexts::embedded().clone(),
            exclude: Patterns::default(),
            zones: Vec::new(),
            source: None,
            file: ConfigFile::default(),
            text: String::new(),
        }
    }
}

#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;
