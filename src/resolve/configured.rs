//! Whether the functions that a configuration names are there.

use super::definitions::{ItemRef, Program};
use crate::base::DefPath;
use crate::config::{ConfigError, Named};
use crate::rules::nearest;
use crate::workspace::Workspace;

impl Program {
    /// Looks for the functions of the workspace that its configuration names. Those of other crates may be of code that is not read, and
    /// where something of the workspace was not read or parsed nothing is said of its own either.
    ///
    /// # Errors
    /// At the first path whose crate is one of the workspace, and which no function has.
    pub fn check_configured(&self, workspace: &Workspace) -> Result<(), ConfigError> {
        let is_all_known = workspace.problems.is_empty() && workspace.files.iter().all(|file| file.index.problems.is_empty());
        if is_all_known { workspace.config.check_names(&|path| self.named(path)) } else { Ok(()) }
    }

    fn named(&self, path: &DefPath) -> Named {
        let functions = self.units().filter(|(_, unit)| unit.file.is_some()).flat_map(|(unit, data)| {
            let functions = data.index.items.functions.iter().enumerate();
            functions.map(move |(index, function)| (ItemRef { unit, index: index as u32 }, function.name.as_str()))
        });
        let functions: Vec<(ItemRef, &str)> = functions.collect();
        let of_name = |name: &str| -> Vec<DefPath> {
            functions.iter().filter(|(_, other)| *other == name).map(|(item, _)| self.function_path(*item)).collect()
        };
        let same = of_name(path.last());
        let krate = |path: &DefPath| path.as_str().split("::").next().map(str::to_owned);
        let crates = functions.iter().map(|(item, _)| self.module_of_function(*item).path.clone());
        if same.contains(path) || !crates.into_iter().any(|module| krate(&module) == krate(path)) {
            return Named::Known;
        }
        // The name may be right and the path before it wrong.
        let near = || of_name(nearest(path.last(), functions.iter().map(|(_, name)| *name))?).into_iter().next();
        Named::Unknown { nearest: same.into_iter().min().or_else(near) }
    }
}
