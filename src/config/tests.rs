use super::*;
use crate::base::DefPath;
use crate::rules::Level;

/// The configuration `text` is refused with `error` and `help`.
fn check_refused(text: &str, error: &str, help: Option<&str>) {
    let refused = Config::from_text("c.toml", text).expect_err(error);
    let said = miette::Diagnostic::help(&refused).map(|help| help.to_string());
    assert_eq!((refused.to_string().as_str(), said.as_deref()), (error, help));
}

fn config(text: &str) -> Config {
    Config::from_text("c.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn an_unknown_word_is_refused_at_its_line_with_the_nearest_known_one() {
    let fields = "`exclude`, `levels`, `zone`, `api`, `offloader`, `spawner`, `handler`";
    let error = format!("c.toml:2: unknown field `zones`, expected one of {fields}");
    check_refused("exclude = []\n[[zones]]\npaths = [\"a\"]\n", &error, Some("did you mean `zone`?"));
    let error = "c.toml:3: there is no rule `std-sf`";
    check_refused("[levels]\nstd-path = \"deny\"\nstd-sf = \"warn\"\n", error, Some("did you mean `std-fs`?"));
    check_refused("[levels]\nno-such = \"warn\"\n", "c.toml:2: there is no rule `no-such`", Some("`cargo unblock rules` lists all rules"));
    let error = "c.toml:2: unknown variant `denny`, expected one of `allow`, `warn`, `deny`";
    check_refused("[levels]\nstd-fs = \"denny\"\n", error, Some("did you mean `deny`?"));
    let error = "c.toml:3: unknown field `argument`, expected one of `path`, `arguments`, `waits`";
    check_refused("[[offloader]]\npath = \"a::b\"\nargument = [0]\n", error, Some("did you mean `arguments`?"));
    let error = "c.toml:3: unknown variant `nett`, expected one of `fs`, `path`, `io`, `process`, `sleep`, `net`, `block-on`, `dependency`";
    check_refused("[[api]]\npath = \"a::b\"\neffect = \"nett\"\nreason = \"c\"\n", error, Some("did you mean `net`?"));
}

#[test]
fn what_cannot_be_is_refused_at_its_line() {
    let check = |text: &str, error: &str| check_refused(text, error, None);
    check("exclude = [\n\"a\",\n\"src/[a\"]\n", "c.toml:3: `src/[a` is not a pattern of paths: unclosed character class; missing ']'");
    check(
        "[[zone]]\npaths = [\"{a\"]\n",
        "c.toml:2: `{a` is not a pattern of paths: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)",
    );
    check("[[zone]]\npaths = []\n", "c.toml:2: a zone needs `paths`");
    check("[[zone]]\nname = \"a\"\n", "c.toml:1: missing field `paths`");
    let api = |more: &str| format!("[[api]]\npath = \"a::b\"\n{more}");
    check(&api("reason = \"c\"\n"), "c.toml:2: `a::b` needs either a `rule` or an `effect`");
    check(&api("reason = \"c\"\nrule = \"std-fs\"\neffect = \"fs\"\n"), "c.toml:2: `a::b` needs either a `rule` or an `effect`");
    check(&api("effect = \"fs\"\n"), "c.toml:2: `a::b` needs a reason: it is not safe, or has no replacement");
    check(&api("rule = \"unused-suppression\"\nreason = \"c\"\n"), "c.toml:3: `a::b` has no effect: its rule says none");
    check("[[api]]\npath = \"b\"\neffect = \"fs\"\nreason = \"c\"\n", "c.toml:2: `b` is not a path such as `std::fs::read`");
    let known = "[[api]]\npath = \"std::fs::read\"\neffect = \"fs\"\nreason = \"c\"\n";
    check(known, "c.toml:2: `std::fs::read` has a row already, in the rule `std-fs`");
    check("[[offloader]]\npath = \"rayon::join\"\narguments = [0]\n", "c.toml:2: `rayon::join` is there twice");
    check_refused(&api("rule = \"std-nett\"\nreason = \"c\"\n"), "c.toml:3: there is no rule `std-nett`", Some("did you mean `std-net`?"));
}

#[test]
fn rows_levels_and_functions_become_part_of_the_tables() {
    let config = config(
        "[levels]\nstd-net = \"deny\"\n[[api]]\npath = \"a::query\"\neffect = \"net\"\nreason = \"b\"\n\
         [[offloader]]\npath = \"a::run\"\narguments = [1]\n[[spawner]]\npath = \"a::start\"\narguments = [0]\n",
    );
    let (rule, row) = config.rules.api(&DefPath::new("a::query")).unwrap();
    assert_eq!((rule.id.as_str(), rule.level, row.reason.as_str()), ("std-net", Level::Deny, "b"));
    assert!(config.rules.interesting_names().contains("query"));
    assert_eq!(config.contexts.offloader(&DefPath::new("a::run")).unwrap().closure_taker.arguments, [1]);
    assert!(config.contexts.spawner(&DefPath::new("a::start")).is_some());
    assert!(Config::default().rules.api(&DefPath::new("a::query")).is_none());
}

#[test]
fn the_start_says_nothing_and_with_every_setting_taken_it_is_right() {
    assert_eq!(
        config(START).to_toml().lines().skip(1).collect::<Vec<_>>(),
        Config::default().to_toml().lines().skip(1).collect::<Vec<_>>()
    );
    let taken = START.lines().map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line));
    let config = config(&taken.collect::<Vec<_>>().join("\n"));
    assert_eq!(config.zone("src/handlers/a.rs").unwrap().title(), "handlers");
    assert!(config.exclude.hold("src/generated/a.rs"));
    assert_eq!(config.rules.rule("std-fs").unwrap().level, Level::Deny);
}

#[test]
fn what_is_printed_is_a_configuration_that_says_the_same() {
    let text = "exclude = [\"a\"]\n[levels]\nstd-fs = \"allow\"\n[[zone]]\nname = \"n\"\npaths = [\"src/**\"]\n\
                [[api]]\npath = \"a::b\"\nrule = \"std-net\"\nkind = \"method\"\nreplacement.template = \"{receiver}.c().await\"\n\
                [[api]]\npath = \"a::d\"\neffect = \"fs\"\nreason = \"e\"\n[[handler]]\npath = \"a::f\"\narguments = [0, 2]\n";
    let printed = config(text).to_toml();
    assert_eq!(config(&printed).to_toml(), printed);
    assert!(printed.contains("std-fs = \"allow\"") && printed.contains("std-path = \"warn\""), "{printed}");
    assert!(printed.starts_with("# c.toml\n"), "{printed}");
}

#[test]
fn a_byte_order_mark_moves_no_line() {
    check_refused("\u{feff}\n[levels]\nstd-sf = \"warn\"\n", "c.toml:3: there is no rule `std-sf`", Some("did you mean `std-fs`?"));
}
