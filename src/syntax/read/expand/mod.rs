//! `macro_rules!`: a call is matched against the arms of a definition, and the arm that fits becomes tokens (the Rust reference, "Macros
//! By Example"). What comes from the call keeps its place in the text; what comes from the definition stands where the call stands.

mod arms;
mod fragments;
mod matching;
mod transcribe;

use super::tokens::Token;
use super::{Reader, tokens};
use crate::base::{Name, Span};
use arms::Arm;
use transcribe::{Origin, Renamed};

/// A definition as its arms.
pub(super) struct Rules {
    arms: Vec<Arm>,
    /// What `$crate` means: the name of the crate of the definition, if that is not the crate of the call.
    crate_name: Option<Name>,
}

/// What the expansions of one body may cost.
pub(super) struct Fuel {
    /// How many tokens may still be made.
    tokens: usize,
    /// How many expansions have been made: tells the variables of one from those of another.
    expansions: usize,
}

/// More tokens than this are no helper macro but a program of its own.
const MOST_TOKENS: usize = 100_000;

impl Default for Fuel {
    fn default() -> Self {
        Self { tokens: MOST_TOKENS, expansions: 0 }
    }
}

/// The arm that fits a call.
pub(super) struct Fitting<'r> {
    rules: &'r Rules,
    arm: &'r Arm,
    bindings: matching::Bindings,
    renamed: Renamed,
}

impl Rules {
    /// The rules that are written in `text`, with the brackets around them; none where they are not the arms of a `macro_rules!`.
    pub(super) fn new(text: &str, crate_name: Option<Name>) -> Option<Self> {
        let tokens = tokens::tokens_of_body(text, Span::new(0, text.len() as u32))?;
        Some(Self { arms: arms::arms(tokens.checked()?)?, crate_name })
    }

    /// The arm that takes all that `arguments` has to read; none if no arm fits.
    pub(super) fn fitting(&self, arguments: &mut Reader<'_>, fuel: &mut Fuel) -> Option<Fitting<'_>> {
        fuel.expansions += 1;
        let (arm, bindings) = self.arms.iter().find_map(|arm| Some((arm, matching::bindings(arm, arguments)?)))?;
        Some(Fitting { rules: self, arm, bindings, renamed: transcribe::renamed(arm, fuel.expansions) })
    }
}

impl Fitting<'_> {
    /// What the call, of whose text `tokens` are, becomes; none if the fuel is used up.
    pub(super) fn expand<'t>(&'t self, tokens: &[Token<'t>], call: Span, fuel: &mut Fuel) -> Option<Vec<Token<'t>>> {
        let origin = Origin { call, crate_name: self.rules.crate_name.as_ref() };
        transcribe::transcribe(self.arm, (&self.bindings, tokens), origin, &self.renamed, fuel)
    }
}

#[cfg(test)]
mod tests {
    use super::tokens::Kind;
    use super::*;
    use crate::syntax::NoMacros;

    /// What a call becomes, without spaces.
    fn expand(rules: &str, arguments: &str) -> Option<String> {
        expand_to(rules, arguments, |made| {
            let mut written = String::new();
            for token in made {
                token.kind.write(&mut written);
            }
            written
        })
    }

    fn expand_to<R>(rules: &str, arguments: &str, see: impl FnOnce(&[Token<'_>]) -> R) -> Option<R> {
        let rules = Rules::new(&format!("{{ {rules} }}"), None)?;
        let text = format!("({arguments})");
        let call = Span::new(0, text.len() as u32);
        let tokens = tokens::tokens_of_body(&text, call)?;
        let tokens = tokens.checked()?;
        let mut reader = Reader::new(&text, tokens, None, &NoMacros);
        (reader.at, reader.end) = (1, tokens.len() - 1);
        let mut fuel = Fuel::default();
        let fitting = rules.fitting(&mut reader, &mut fuel)?;
        Some(see(&fitting.expand(tokens, call, &mut fuel)?))
    }

    fn check(rules: &str, arguments: &str, expected: &str) {
        assert_eq!(expand(rules, arguments), Some(expected.replace(' ', "")), "{rules} of {arguments}");
    }

    #[test]
    fn the_first_arm_that_fits_is_taken() {
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "", "0");
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "x", "f(x)");
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "x, y, z", "g(x, y, z)");
        assert_eq!(expand("($a:ident) => { $a };", "1"), None);
    }

    #[test]
    fn each_kind_of_fragment_is_matched() {
        check("($t:ty) => { T<$t> };", "u8", "T<u8>");
        check("($p:pat => $b:block) => { match x { $p => $b } };", "Some(_) | None => { 1 }", "match x { Some(_) | None => { 1 } }");
        check("($v:vis fn $n:ident) => { $v fn $n() {} };", "pub(crate) fn a", "pub(crate) fn a() {}");
        check("($v:vis fn $n:ident) => { $v fn $n() {} };", "fn a", "fn a() {}");
        check("($l:lifetime $x:literal $q:path) => { $l: loop { $q($x) } };", "'a -1.5 b::c", "'a: loop { b::c(-1.5) }");
        check("($s:stmt; $i:item) => { $s; $i };", "let x = 1; fn f() {}", "let x = 1; fn f() {}");
        check("($m:meta $t:tt) => { #[$m] $t };", "cfg(unix) 'a", "#[cfg(unix)] 'a");
        check("($x:literal $t:tt $y:tt) => { $y $t $x };", "true 1.5 r#fn", "r#fn 1.5 true");
    }

    #[test]
    fn repetitions_nest_and_have_separators() {
        check("($($k:ident = [$($v:expr),*]);* $(;)?) => { $($k(&[$($v),*]);)* };", "a = [1, 2]; b = [];", "a(&[1, 2]); b(&[]);");
        check("($($k:ident => $v:literal),+ $(,)?) => { $($k: $v),+ };", "a => 1, b => 2,", "a: 1, b: 2");
        check("($a:ident $($b:ident)?) => { $a $(. $b)? };", "x", "x");
        check("($a:ident, $($b:ident),*) => { $($a . $b;)* };", "x, y, z", "x.y; x.z;");
    }

    #[test]
    fn signs_that_belong_together_stay_together() {
        let joint = |rules: &str, arguments: &str| {
            expand_to(rules, arguments, |made| {
                made.iter().map(|token| token.is_joint && token.kind == Kind::Sign(b':')).collect::<Vec<_>>()
            })
        };
        assert_eq!(joint("($($t:tt)*) => { $($t)* };", "a::b"), Some(vec![false, true, false, false]));
        assert_eq!(joint("($t:tt) => { a::$t };", "b"), Some(vec![false, true, false, false]));
    }

    #[test]
    fn a_variable_of_the_definition_is_none_of_the_call() {
        check("($e:expr) => { { let x = 1; $e + x } };", "x", "{ let x__1 = 1; x + x__1 }");
        check("($($m:ident)?) => { let x = 1; a.$(x + $m)?; };", "y", "let x__1 = 1; a.x + y;");
        check("($($e:expr),*) => { let x = 1; $(a.$e; b.x(x, x);)* };", "y", "let x__1 = 1; a.y; b.x(x__1, x__1);");
    }

    #[test]
    fn what_a_variable_stands_for_stays_together() {
        let insides = |made: &[Token<'_>]| {
            let unseen = made.iter().enumerate().filter(|(_, token)| token.kind == Kind::Open(tokens::UNSEEN));
            let inside = unseen.map(|(at, open)| {
                let mut written = String::new();
                for token in &made[at..=open.close as usize] {
                    token.kind.write(&mut written);
                }
                written
            });
            inside.collect::<Vec<_>>()
        };
        let insides = expand_to("($e:expr, $t:ty, $f:expr) => { 2 * $e; <$t>::new() + $f };", "1 + a.b(c), Vec<u8>, (x)", insides);
        assert_eq!(insides, Some(vec!["1+a.b(c)".to_owned(), "Vec<u8>".to_owned()]));
    }
}
