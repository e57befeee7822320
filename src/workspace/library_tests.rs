use super::*;
use crate::syntax;

const PACKAGE: &str = "[package]\nname = \"a\"\nversion = \"1.0.0\"\n";

/// What `look` says of a library with these files and with what `manifest` says besides its name.
fn of_library<T>(manifest: &str, files: &[(&str, &str)], look: impl FnOnce(Library) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let manifest = format!("{PACKAGE}{manifest}");
    for (path, text) in files.iter().chain([&("Cargo.toml", manifest.as_str())]) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let id = PackageId { name: "a".to_owned(), version: "1.0.0".to_owned() };
    look(Library::in_folder(folder.path(), &id).unwrap())
}

/// The files that are read of a library with these.
fn read(files: &[(&str, &str)]) -> Vec<String> {
    of_library("", files, |library| {
        let read = library.read(&|text| Some(syntax::signatures(text)));
        assert!(read.are_all);
        read.files.into_iter().map(|file| file.source.path().to_owned()).collect()
    })
}

#[test]
fn a_library_has_the_dependencies_that_its_code_can_name_here() {
    let (here, elsewhere) = if cfg!(unix) { ("unix", "windows") } else { ("windows", "unix") };
    let manifest = format!(
        "[dependencies]\nby-name = \"1\"\nrenamed = {{ package = \"other\", version = \"1\" }}\n\
         [dev-dependencies]\nof-tests = \"1\"\n[build-dependencies]\nof-builds = \"1\"\n\
         [target.'cfg({here})'.dependencies]\nof-here = \"1\"\n[target.'cfg({elsewhere})'.dependencies]\nof-elsewhere = \"1\"\n\
         [target.x86_64-unknown-none.dependencies]\nof-a-machine = \"1\"\n"
    );
    let files = [("src/lib.rs", "use by_name::Thing;")];
    of_library(&manifest, &files, |library| {
        let words = library.words();
        let names: Vec<&str> = words.dependencies.iter().map(|dependency| dependency.crate_name.as_str()).collect();
        assert_eq!(names, ["by_name", "of_a_machine", "of_here", "renamed"]);
        assert!(words.words.contains(&fnv("by_name")) && !words.words.contains(&fnv("renamed")));
    });
}

#[test]
fn what_no_build_of_this_machine_has_is_not_read() {
    let (here, elsewhere) = if cfg!(unix) { ("unix", "windows") } else { ("windows", "unix") };
    let root = format!(
        "#[cfg({here})] mod here; #[cfg({elsewhere})] mod elsewhere; #[cfg(test)] mod tests; #[cfg(feature = \"a\")] mod a; mod by_itself;
         #[cfg({elsewhere})] mod inline {{ mod below; }}
         cfg_if! {{ if #[cfg({elsewhere})] {{ mod first; }} else if #[cfg({here})] {{ mod second; }} else {{ mod third; }} }}"
    );
    let by_itself = format!("#![cfg({elsewhere})] mod below;");
    let files = [
        ("src/lib.rs", root.as_str()),
        ("src/here.rs", "mod below;"),
        ("src/here/below.rs", ""),
        ("src/elsewhere/mod.rs", "mod below;"),
        ("src/elsewhere/below.rs", ""),
        ("src/tests.rs", ""),
        ("src/a.rs", ""),
        ("src/by_itself.rs", by_itself.as_str()),
        ("src/by_itself/below.rs", ""),
        ("src/inline/below.rs", ""),
        ("src/first.rs", ""),
        ("src/second.rs", ""),
        ("src/third.rs", ""),
        ("src/bin/program.rs", ""),
    ];
    assert_eq!(read(&files), ["src/a.rs", "src/here.rs", "src/here/below.rs", "src/lib.rs", "src/second.rs"]);
}

#[test]
fn a_library_of_other_systems_is_read_as_a_whole() {
    let elsewhere = if cfg!(unix) { "windows" } else { "unix" };
    let root = format!("#![cfg({elsewhere})] mod below;");
    assert_eq!(read(&[("src/lib.rs", &root), ("src/below.rs", "")]), ["src/below.rs", "src/lib.rs"]);
}

#[test]
fn modules_that_name_each_others_files_end() {
    let files = [
        ("src/lib.rs", "#[path = \"one.rs\"] mod a; #[path = \"one.rs\"] mod b; mod two;"),
        ("src/one.rs", "#[path = \"lib.rs\"] mod again; #[path = \"two.rs\"] mod two;"),
        ("src/two.rs", "#[path = \"two.rs\"] mod two;"),
    ];
    assert_eq!(read(&files), ["src/lib.rs", "src/one.rs", "src/two.rs"]);
}

#[test]
fn a_file_that_is_not_read_is_missed() {
    let files = [("src/lib.rs", "mod panics; mod below;"), ("src/panics.rs", "fn panics() {}"), ("src/below.rs", "")];
    of_library("", &files, |library| {
        let read = library.read(&|text| (!text.contains("fn panics")).then(|| syntax::signatures(text)));
        assert!(!read.are_all);
        assert_eq!(read.files.len(), 2);
    });
}
