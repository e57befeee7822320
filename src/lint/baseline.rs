//! A baseline: the findings that a workspace had when it began to be checked. What is in it does not fail a check; it only ever shrinks.
//! Its file is left to `report/`.

use std::collections::{BTreeMap, VecDeque};

use super::finding::{Finding, Report};
use crate::base::DefPath;

/// The findings that are known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// Whether test code was checked too.
    pub with_tests: bool,
    /// The findings, in the order of the report that they were in.
    pub findings: Vec<Known>,
}

/// A known finding: all of it that an edit elsewhere, a reformatting or a rename of a file leaves as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// The functions of its chain, the async one first.
    pub chain: Vec<DefPath>,
    /// The operations that it reaches, by API and function, sorted.
    pub operations: Vec<(DefPath, DefPath)>,
}

/// A report held against a baseline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// For each finding of the report, whether it is known.
    pub is_known: Vec<bool>,
    /// For each finding of the report that is in the baseline and reaches more than it did there, what that is: APIs with their functions.
    pub more: Vec<Vec<(DefPath, DefPath)>>,
    /// What of the baseline is still there, as it is now.
    pub remaining: Baseline,
    /// What of it is gone.
    pub mended: Vec<Known>,
}

impl Baseline {
    /// A baseline of everything in a report.
    #[must_use]
    pub fn of(report: &Report, with_tests: bool) -> Self {
        Self { with_tests, findings: report.findings.iter().map(|finding| Known::new(finding, report)).collect() }
    }

    /// Which findings of the report are known. A finding that is in the baseline and reaches an operation that it did not reach there is
    /// not: a blocking call was added to a helper.
    #[must_use]
    pub fn compare(&self, report: &Report) -> Comparison {
        let now: Vec<Known> = report.findings.iter().map(|finding| Known::new(finding, report)).collect();
        let partners = self.partners(&now);
        let mut is_known = vec![false; now.len()];
        let mut more = vec![Vec::new(); now.len()];
        let mut remaining = Vec::new();
        let mut mended = Vec::new();
        for (before, partner) in self.findings.iter().zip(partners) {
            match partner {
                Some(at) => {
                    more[at] = now[at].more_than(before);
                    is_known[at] = more[at].is_empty();
                    remaining.push(if is_known[at] { now[at].clone() } else { before.clone() });
                }
                None => mended.push(before.clone()),
            }
        }
        Comparison { is_known, more, remaining: Self { with_tests: self.with_tests, findings: remaining }, mended }
    }

    /// For each known finding the one of `now` that it is: the one of its fingerprint, or else one that differs by its modules alone, or
    /// else a call of the same helper whose chain now ends at something nearer.
    fn partners(&self, now: &[Known]) -> Vec<Option<usize>> {
        let by_fingerprint: BTreeMap<&str, usize> = now.iter().enumerate().map(|(at, known)| (known.fingerprint.as_str(), at)).collect();
        let mut partners: Vec<_> = self.findings.iter().map(|known| by_fingerprint.get(known.fingerprint.as_str()).copied()).collect();
        let mut is_taken = vec![false; now.len()];
        partners.iter().flatten().for_each(|&at| is_taken[at] = true);
        let mut moved: BTreeMap<Moved<'_>, VecDeque<usize>> = BTreeMap::new();
        for (at, known) in now.iter().enumerate().filter(|(at, _)| !is_taken[*at]) {
            moved.entry(known.moved()).or_default().push_back(at);
        }
        for (known, partner) in self.findings.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            *partner = moved.get_mut(&known.moved()).and_then(VecDeque::pop_front);
            if let Some(at) = *partner {
                is_taken[at] = true;
            }
        }
        for (known, partner) in self.findings.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            *partner = (0..now.len()).find(|&at| !is_taken[at] && known.is_call_of_same_helper(&now[at]));
            if let Some(at) = *partner {
                is_taken[at] = true;
            }
        }
        partners
    }
}

/// What is left of a finding where its file has moved: the rule, the names of its functions, and the first API.
type Moved<'k> = (&'k str, Vec<&'k str>, Option<&'k str>);

impl Known {
    fn new(finding: &Finding, report: &Report) -> Self {
        let operations = finding.operations.iter().filter_map(|id| report.operations.get(id.0 as usize));
        let mut operations: Vec<_> = operations.map(|operation| (operation.api.clone(), operation.function.clone())).collect();
        operations.sort();
        let mut chain: Vec<DefPath> = finding.chain.iter().map(|hop| hop.function.clone()).collect();
        if chain.is_empty() {
            chain.push(finding.function.clone());
        }
        Self { fingerprint: finding.fingerprint.clone(), rule: finding.rule.clone(), chain, operations }
    }

    fn moved(&self) -> Moved<'_> {
        let names = self.chain.iter().map(without_modules).collect();
        (&self.rule, names, self.operations.first().map(|(api, _)| api.as_str()))
    }

    /// Whether both are calls of one helper by one function, and the other still reaches something that this one reaches.
    fn is_call_of_same_helper(&self, other: &Self) -> bool {
        let call = |known: &'_ Self| known.chain.iter().take(2).map(|path| without_modules(path).to_owned()).collect::<Vec<_>>();
        self.chain.len() > 1 && call(self) == call(other) && self.more_than(other).len() < self.operations.len()
    }

    /// The operations of this finding that the other has not, or not as often.
    fn more_than(&self, other: &Self) -> Vec<(DefPath, DefPath)> {
        let mut before: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (api, function) in &other.operations {
            *before.entry((api.as_str(), without_modules(function))).or_default() += 1;
        }
        let mut more = Vec::new();
        for (api, function) in &self.operations {
            match before.get_mut(&(api.as_str(), without_modules(function))) {
                Some(left @ 1..) => *left -= 1,
                _ => more.push((api.clone(), function.clone())),
            }
        }
        more
    }
}

/// The name of a function with its type, if it is of one: what a move to another module leaves. Types are told by their first letter.
fn without_modules(path: &DefPath) -> &str {
    let text = path.as_str();
    let mut start = text.len() - path.last().len();
    while let Some(before) = text[..start].strip_suffix("::") {
        let segment = before.rsplit("::").next().unwrap_or(before);
        if !segment.starts_with(char::is_uppercase) {
            break;
        }
        start = before.len() - segment.len();
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(fingerprint: &str, chain: &[&str], operations: &[(&str, &str)]) -> Known {
        let operations = operations.iter().map(|(api, function)| (DefPath::new(*api), DefPath::new(*function)));
        Known {
            fingerprint: fingerprint.into(),
            rule: "std-fs".into(),
            chain: chain.iter().map(|path| DefPath::new(*path)).collect(),
            operations: operations.collect(),
        }
    }

    #[test]
    fn a_function_keeps_its_type_and_loses_its_modules() {
        for (path, name) in [("a::b::f", "f"), ("a::b::Type::f", "Type::f"), ("f", "f"), ("a::Type", "Type")] {
            assert_eq!(without_modules(&DefPath::new(path)), name);
        }
    }

    #[test]
    fn a_finding_whose_file_moved_is_the_same_one_and_as_often_as_it_was_there() {
        let before = known("1", &["a::old::f"], &[("std::fs::read", "a::old::f")]);
        let baseline = Baseline { with_tests: false, findings: vec![before] };
        let after = |fingerprint| known(fingerprint, &["a::new::f"], &[("std::fs::read", "a::new::f")]);
        assert_eq!(baseline.partners(&[after("2"), after("3")]), [Some(0)]);
        assert_eq!(baseline.partners(&[after("2"), known("1", &["a::old::f"], &[])]), [Some(1)]);
        assert_eq!(baseline.partners(&[known("2", &["a::new::g"], &[("std::fs::read", "a::new::g")])]), [None]);
    }

    #[test]
    fn a_call_whose_helper_blocks_nearer_than_before_is_the_same_one_and_more() {
        let read = ("std::fs::read", "a::deep");
        let baseline = Baseline { with_tests: false, findings: vec![known("1", &["a::f", "a::h", "a::deep"], &[read])] };
        let nearer = known("2", &["a::f", "a::h"], &[("std::fs::metadata", "a::h"), read]);
        assert_eq!(baseline.partners(std::slice::from_ref(&nearer)), [Some(0)]);
        assert_eq!(nearer.more_than(&baseline.findings[0]).len(), 1);
        let mended = known("2", &["a::f", "a::h"], &[("std::fs::metadata", "a::h")]);
        assert_eq!(baseline.partners(&[mended, known("3", &["a::f", "a::other"], &[read])]), [None]);
    }

    #[test]
    fn an_operation_more_is_more_and_one_less_is_not() {
        let (read, write) = (("std::fs::read", "a::h"), ("std::fs::write", "a::h"));
        let one = known("1", &["a::f", "a::h"], &[read]);
        let twice = known("1", &["a::f", "a::h"], &[read, read]);
        let both = known("1", &["a::f", "a::h"], &[read, write]);
        assert!(one.more_than(&both).is_empty() && one.more_than(&twice).is_empty());
        let more = |longer: &Known, shorter: &Known| longer.more_than(shorter).iter().map(|(api, _)| api.to_string()).collect::<Vec<_>>();
        assert_eq!(more(&both, &one), ["std::fs::write"]);
        assert_eq!(more(&twice, &one), ["std::fs::read"]);
        assert_eq!(more(&twice, &both), ["std::fs::read"]);
    }
}
