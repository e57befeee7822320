//! Exact pictures of the list of rules and of what `explain` says.

use cargo_unblock::base::DefPath;
use cargo_unblock::report::Look;
use cargo_unblock::report::rules::{find_rule, find_topic, render_list, render_list_json, render_topic};
use cargo_unblock::rules::{ApiKind, ApiRow, Applicability, Effect, Example, Level, Replacement, Rule};

use crate::support::snapshot::assert_snapshot;

const PLAIN: Look = Look { width: 80, color: false };

fn api(path: &str, replacement: Replacement, applicability: Applicability, reason: &str) -> ApiRow {
    let features = if replacement == Replacement::None { vec![] } else { vec!["fs".into()] };
    let kind = ApiKind::Function;
    ApiRow {
        path: DefPath::new(path),
        kind,
        replacement,
        features,
        traits: vec![],
        is_told_by_condition: false,
        is_lazy: false,
        is_drained: false,
        given_by: [].into(),
        arguments: None,
        waits_for: None,
        applicability,
        reason: reason.into(),
        example: None,
        inferred: None,
    }
}

fn rules() -> Vec<Rule> {
    let mut read = api("std::fs::read", Replacement::Path("tokio::fs::read".into()), Applicability::Safe, "");
    read.example = Some(Example {
        before: "let bytes = std::fs::read(path)?;\nsend(bytes);\n".into(),
        after: "let bytes = tokio::fs::read(path).await?;\nsend(bytes);\n".into(),
    });
    let open = Replacement::Shape { name: "open-options".into(), path: "tokio::fs::OpenOptions".into() };
    let exists = Replacement::Template("tokio::fs::try_exists({receiver}).await.unwrap_or(false)".into());
    let reason = "an error that is no answer counts as no, as it did before, but it is an error of another type by the time it is dropped";
    let mut exists = api("std::path::Path::exists", exists, Applicability::Unsafe, reason);
    exists.kind = ApiKind::Method;
    exists.traits = vec!["tokio::io::AsyncReadExt".into()];
    let file_system = Rule {
        id: "std-fs".into(),
        effect: Some(Effect::Fs),
        level: Level::Warn,
        summary: "blocking file system call".into(),
        why: "A call of `std::fs` returns when the disk or the network behind it has answered. Until then the thread can do nothing else, \
              and on an executor that is every task that waits for this thread."
            .into(),
        handles: vec![],
        apis: vec![
            read,
            api("std::fs::OpenOptions::open", open, Applicability::Safe, ""),
            api("std::fs::File::lock", Replacement::None, Applicability::DisplayOnly, "tokio's `File` has nothing like it"),
        ],
    };
    let path = Rule {
        id: "std-path".into(),
        effect: Some(Effect::Path),
        level: Level::Deny,
        summary: "blocking question about a path, which looks at the disk although nothing in its name says so".into(),
        why: "The answer is on the disk.".into(),
        handles: vec![],
        apis: vec![exists],
    };
    vec![file_system, path]
}

fn picture(name: &str, look: Look) -> String {
    let mut out = Vec::new();
    let rules = rules();
    render_topic(&find_topic(&rules, name).unwrap(), look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_list_has_a_line_for_each_rule() {
    let mut out = Vec::new();
    render_list(&rules(), PLAIN, &mut out).unwrap();
    assert_snapshot("rules/list.txt", &String::from_utf8(out).unwrap());
}

#[test]
fn the_list_as_json_has_every_api() {
    let mut out = Vec::new();
    render_list_json(&rules(), &mut out).unwrap();
    assert_snapshot("rules/list.json", &String::from_utf8(out).unwrap());
}

#[test]
fn explain_tells_about_a_rule() {
    assert_snapshot("rules/std-fs.txt", &picture("std-fs", PLAIN));
    assert_snapshot("rules/std-fs.color.txt", &picture("std-fs", Look { color: true, ..PLAIN }));
    assert_snapshot("rules/std-fs.narrow.txt", &picture("std-fs", Look { width: 40, ..PLAIN }));
}

#[test]
fn explain_tells_about_an_api_by_its_path_or_the_end_of_it() {
    assert_snapshot("rules/exists.txt", &picture("std::path::Path::exists", PLAIN));
    assert_eq!(picture("Path::exists", PLAIN), picture("std::path::Path::exists", PLAIN));
    assert_eq!(picture("exists", PLAIN), picture("::std::path::Path::exists()", PLAIN));
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let rules = rules();
    let help = |error: &dyn miette::Diagnostic| error.help().unwrap().to_string();
    let error = find_rule(&rules, "std-sf").unwrap_err();
    assert_eq!(error.to_string(), "there is no rule `std-sf`");
    assert!(help(&error).contains("did you mean `std-fs`?"), "{}", help(&error));
    let error = find_topic(&rules, "fs::raed").unwrap_err();
    assert!(help(&error).contains("did you mean `fs::read`?"), "{}", help(&error));
    assert!(!help(&find_topic(&rules, "qqqqqqq").unwrap_err()).contains("did you mean"));
}
