//! Where `mod name;` leads (the Rust reference, "Module Source Filenames").

use super::items::{FileIndex, ModuleItem, ScopeKind};

/// The folders in which the files of a file's modules are.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ModuleFolders {
    /// That of its `mod name;`.
    of_modules: String,
    /// The one that it is in, to which its `#[path]` are relative.
    own: String,
}

impl ModuleFolders {
    /// Those of the file at `path`. One that owns its folder is a crate's root or named by `#[path]`.
    #[must_use]
    pub fn of(path: &str, owns_folder: bool) -> Self {
        let (own, file_name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file_name.strip_suffix(".rs").unwrap_or(file_name);
        let of_modules = if owns_folder || stem == "mod" { own.to_owned() } else { joined(own, stem) };
        Self { of_modules, own: own.to_owned() }
    }

    /// Where the file of `item`, a module that `index` declares under `#[path = "…"]`, if that is there, may be, the likeliest first.
    #[must_use]
    pub fn candidates(&self, index: &FileIndex, item: &ModuleItem, path_override: Option<&str>) -> Vec<String> {
        let mut inline: Vec<&str> =
            modules_around(index, item).map(|outer| outer.attributes.path_override.as_deref().unwrap_or(&outer.name)).collect();
        inline.reverse();
        let inner = inline.iter().fold(self.of_modules.clone(), |folder, part| joined(&folder, part));
        match path_override {
            // Outside of inline modules the path is relative to the folder of the file itself.
            Some(path) if inline.is_empty() => vec![joined(&self.own, path)],
            Some(path) => vec![joined(&inner, path)],
            None => vec![joined(&inner, &format!("{}.rs", item.name)), joined(&inner, &format!("{}/mod.rs", item.name))],
        }
    }
}

/// The inline modules around one, the innermost first.
pub fn modules_around<'i>(index: &'i FileIndex, item: &ModuleItem) -> impl Iterator<Item = &'i ModuleItem> {
    let outer = |item: &ModuleItem| match index.items.scopes[item.scope.0 as usize].kind {
        ScopeKind::Module(at) => Some(&index.items.modules[at as usize]),
        _ => None,
    };
    std::iter::successors(outer(item), move |item| outer(item))
}

/// `rest` below `folder`, with `.` and `..` resolved.
fn joined(folder: &str, rest: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split(['/', '\\']) {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_beside_roots_and_below_others() {
        let folder = |path, owns_folder| ModuleFolders::of(path, owns_folder).of_modules;
        assert_eq!(folder("src/lib.rs", true), "src");
        assert_eq!(folder("src/sys/mod.rs", false), "src/sys");
        assert_eq!(folder("src/sys.rs", false), "src/sys");
        assert_eq!(folder("lib.rs", true), "");
    }

    #[test]
    fn dots_are_resolved() {
        assert_eq!(joined("src/sys", "../unix/./a.rs"), "src/unix/a.rs");
        assert_eq!(joined("", "..\\a.rs"), "a.rs");
    }
}
