//! Macro calls between items whose definition stands in another file of the workspace: `modules!(a b);` with `mod $name;` in it says which
//! files a crate has. Once all files are there, those with such calls are read again. What a call means is told by names alone, since what
//! the modules are is not known before: a definition counts where it is the only one of its name.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::parsed::expanded_index;
use super::{Package, SourceFile, TargetKind};
use crate::base::Name;
use crate::index::{MacroItem, PathRef};
use crate::syntax::{MacroDefinition, Macros};

/// Reads files again that call what another file defines.
pub(super) fn expand(files: &mut [SourceFile], packages: &[Package]) {
    if files.iter().all(|file| file.index.items.unexpanded.is_empty()) {
        return;
    }
    let definitions = Definitions::collect(files, packages);
    let again = |(at, file): (usize, &SourceFile)| {
        let seen = Seen { definitions: &definitions, package: definitions.package_of(at)? };
        let is_defined = |path: &PathRef| seen.definition(path, path.span.start()).is_some();
        let index = if file.index.items.unexpanded.iter().any(is_defined) { expanded_index(file.source.text(), &seen) } else { None };
        Some((at, Arc::new(index?)))
    };
    let again: Vec<_> = files.par_iter().enumerate().filter_map(again).collect();
    for (at, index) in again {
        files[at].index = index;
    }
}

/// The definitions of a workspace by name.
struct Definitions<'a> {
    packages: &'a [Package],
    /// Which package each file belongs to.
    owners: Vec<Option<usize>>,
    by_name: FxHashMap<&'a Name, Vec<Definition<'a>>>,
}

/// A definition between items.
struct Definition<'a> {
    package: usize,
    item: &'a MacroItem,
    /// The rules as they are written.
    rules: &'a str,
}

impl<'a> Definitions<'a> {
    fn collect(files: &'a [SourceFile], packages: &'a [Package]) -> Self {
        let folder = |package: &'a Package| Path::new(package.manifest.as_str()).parent().unwrap_or(Path::new(""));
        let folders: FxHashMap<&Path, usize> = packages.iter().enumerate().map(|(at, package)| (folder(package), at)).collect();
        let owner = |file: &SourceFile| Path::new(file.source.path()).ancestors().skip(1).find_map(|above| folders.get(above)).copied();
        let owners: Vec<Option<usize>> = files.iter().map(owner).collect();
        let mut by_name: FxHashMap<&Name, Vec<Definition<'_>>> = FxHashMap::default();
        for (file, owner) in files.iter().zip(&owners) {
            let Some(package) = *owner else { continue };
            for item in &file.index.items.macros {
                let rules = &file.source.text()[item.rules.range()];
                by_name.entry(&item.name).or_default().push(Definition { package, item, rules });
            }
        }
        Self { packages, owners, by_name }
    }

    fn package_of(&self, file: usize) -> Option<usize> {
        self.owners[file]
    }
}

/// What the files of a package see of them.
struct Seen<'a> {
    definitions: &'a Definitions<'a>,
    package: usize,
}

impl Seen<'_> {
    /// The package of the workspace that this one calls `crate_name`.
    fn package_called(&self, crate_name: &Name) -> Option<usize> {
        let packages = self.definitions.packages;
        let own = &packages[self.package];
        if own.targets.iter().any(|target| target.kind == TargetKind::Library && target.crate_name == *crate_name) {
            return Some(self.package);
        }
        let dependency = own.dependencies.iter().find(|dependency| dependency.crate_name == *crate_name)?;
        packages.iter().position(|package| package.name == dependency.package)
    }
}

impl Macros for Seen<'_> {
    fn definition(&self, path: &PathRef, _: u32) -> Option<MacroDefinition<'_>> {
        let all = self.definitions.by_name.get(path.last()?)?;
        let first = path.segments.first().filter(|_| path.segments.len() > 1);
        let package = first.and_then(|first| self.package_called(&first.name)).unwrap_or(self.package);
        let is_own = package == self.package;
        let mut seen = all.iter().filter(|definition| definition.package == package && (is_own || definition.item.is_exported));
        let (Some(definition), None) = (seen.next(), seen.next()) else { return None };
        let crate_name = first.filter(|_| !is_own).map(|first| first.name.clone());
        Some(MacroDefinition { rules: definition.rules, crate_name })
    }
}
