//! What the analysis could not see, so that nobody takes its silence for an answer.

use std::collections::BTreeMap;

use super::{Lines, Unseen};
use crate::base::FileId;
use crate::fixing::Draft;

pub(super) fn unseen(draft: &Draft, lines: &Lines<'_>) -> Unseen {
    let (report, flow, workspace) = (&draft.analysis.report, &draft.analysis.flow, &draft.analysis.workspace);
    let mut calls: BTreeMap<FileId, usize> = BTreeMap::new();
    for (file, _) in &flow.unresolved_calls {
        *calls.entry(*file).or_default() += 1;
    }
    let mut unresolved_files: Vec<_> = calls.into_iter().map(|(file, count)| (lines.path(file).to_owned(), count)).collect();
    unresolved_files.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let problem = |problem: &crate::lint::Problem| {
        let span = problem.span.zip(workspace.file_by_path(&problem.path));
        (problem.path.clone(), span.map(|(span, file)| lines.line(file, span)), problem.message.clone())
    };
    let files = |is_it: &dyn Fn(FileId, &str) -> bool| -> Vec<String> {
        let paths = workspace.files.iter().zip(0..).map(|(file, at)| (FileId(at), file.source.path()));
        paths.filter(|(id, path)| is_it(*id, path)).map(|(_, path)| path.to_owned()).collect()
    };
    Unseen {
        unresolved: flow.unresolved.clone(),
        unresolved_files,
        problems: report.problems.iter().map(problem).collect(),
        orphans: files(&|id, _| !flow.files.contains(&id)),
        excluded: files(&|_, path| workspace.config.exclude.hold(path)),
        unread_dependencies: report.summary.dependencies.unread.clone(),
    }
}
