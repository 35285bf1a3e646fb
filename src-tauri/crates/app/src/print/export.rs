//! Exports: beside the person's work, with progress, and all files or none.

use super::FILE;
use super::job::Job;
use super::report::joined;
use super::works::Works;
use crate::api::*;
use crate::files::Batch;
use crate::{App, Event, Trouble, lock};
use press::PressError;
use press::png::Dpi;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// The exports under way, each with its wish to be cancelled.
#[derive(Default)]
pub(crate) struct Exports {
    last: AtomicU32,
    running: Mutex<HashMap<u32, Arc<AtomicBool>>>,
}

/// The resolution of PNG unless another is asked for: enough for a slide.
const DPI: f32 = 150.0;

/// Why an export ended early.
enum Stop {
    Cancelled,
    Trouble(Trouble),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Stop::Trouble(trouble)
    }
}

/// Told before each step of an export how many are done and how many there are; an error ends it.
type Step<'a> = dyn FnMut(u32, u32) -> Result<(), Stop> + 'a;

impl App {
    /// Begins an export and answers at once. What was asked is checked before.
    pub(crate) fn export_start(&self, asked: ExportStart) -> Result<ExportStarted, Trouble> {
        let job = self.job(&asked.print)?;
        let path = PathBuf::from(&asked.path);
        self.remember_print(&asked.print)?;
        let export = self.exports.last.fetch_add(1, Ordering::Relaxed) + 1;
        let cancelled = Arc::new(AtomicBool::new(false));
        lock(&self.exports.running).insert(export, Arc::clone(&cancelled));
        let (works, exports, listeners) =
            (Arc::clone(&self.works), Arc::clone(&self.exports), Arc::clone(&self.listeners));
        let work = move || {
            let tell = |event: Event| lock(&listeners).iter().for_each(|listener| listener(&event));
            let mut step = |done, of| {
                if cancelled.load(Ordering::Relaxed) {
                    return Err(Stop::Cancelled);
                }
                tell(Event::ExportProgress { export, done, of });
                Ok(())
            };
            // A panic would be a fault of ours; the screen hears of the end all the same.
            let done = catch_unwind(AssertUnwindSafe(|| run(&job, &path, &works, &mut step)));
            let ending = match done {
                Ok(Ok(exported)) => Ending::Done { exported },
                Ok(Err(Stop::Cancelled)) => Ending::Cancelled,
                Ok(Err(Stop::Trouble(trouble))) => Ending::Failed { failure: trouble.say(&job.words) },
                Err(_) => Ending::Failed { failure: Trouble::Request("export".into()).say(&job.words) },
            };
            lock(&exports.running).remove(&export);
            tell(Event::ExportEnded { export, ending });
        };
        let started = std::thread::Builder::new().name(format!("export {export}")).spawn(work);
        if let Err(error) = started {
            lock(&self.exports.running).remove(&export);
            return Err(Trouble::File { path: asked.path.into(), error });
        }
        Ok(ExportStarted { export })
    }

    /// As [`App::export_start`], but answers when all is written.
    pub(crate) fn export_now(&self, asked: ExportStart) -> Result<Exported, Trouble> {
        let job = self.job(&asked.print)?;
        let exported = self.export(&job, Path::new(&asked.path))?;
        self.remember_print(&asked.print)?;
        Ok(exported)
    }

    /// Asks an export to end. It ends at its next step; one that has ended already stays as it is.
    pub(crate) fn export_cancel(&self, asked: OfExport) -> Result<(), Trouble> {
        if let Some(cancelled) = lock(&self.exports.running).get(&asked.export) {
            cancelled.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Writes what `job` asks for to `path` and answers when all is written.
    pub(crate) fn export(&self, job: &Job, path: &Path) -> Result<Exported, Trouble> {
        match run(job, path, &self.works, &mut |_, _| Ok(())) {
            Ok(exported) => Ok(exported),
            Err(Stop::Trouble(trouble)) => Err(trouble),
            Err(Stop::Cancelled) => unreachable!("nobody can cancel it"),
        }
    }

    fn remember_print(&self, print: &Print) -> Result<(), Trouble> {
        let path = self.with_open(|open| Ok(open.book.path().to_owned()))?;
        self.remember(|memory| {
            if let Some(recent) = memory.recent.iter_mut().find(|r| r.path == path) {
                recent.print = Some(print.clone());
            }
        })
    }
}

/// Lays out, makes the files, and has them appear all together.
fn run(job: &Job, path: &Path, works: &Works, step: &mut Step<'_>) -> Result<Exported, Stop> {
    let mut batch = Batch::default();
    if job.print.what != Product::Meeting {
        let exported = make(job, path, works, &mut batch, step)?;
        return appear(batch, exported);
    }
    let new = !path.exists();
    if new {
        std::fs::create_dir(path).map_err(|error| Trouble::File { path: path.into(), error })?;
    }
    let done = meeting(job, path, works, &mut batch, step);
    let done = done.and_then(|exported| appear(std::mem::take(&mut batch), exported));
    drop(batch);
    if new && done.is_err() {
        // What is in it by now, if anything, is somebody else's, and stays.
        drop(std::fs::remove_dir(path));
    }
    done
}

/// Has the files appear.
fn appear(batch: Batch, exported: Exported) -> Result<Exported, Stop> {
    batch.appear().map_err(|(path, error)| Trouble::File { path, error })?;
    Ok(exported)
}

/// Makes all that the meeting needs, in `folder`.
fn meeting(job: &Job, folder: &Path, works: &Works, batch: &mut Batch, step: &mut Step<'_>) -> Result<Exported, Stop> {
    let parts = job.meeting();
    let of = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let (mut files, mut reports) = (Vec::new(), Vec::new());
    for (number, part) in (0..).zip(&parts) {
        let path = folder.join(format!("{}.{}", part.name()?, part.print.kind.word()));
        let made = make(part, &path, works, batch, &mut |_, _| step(number, of))?;
        files.extend(made.files);
        reports.push(made.report);
    }
    step(of, of)?;
    Ok(Exported { files, report: joined(reports) })
}

/// Lays out and makes the files, which do not appear yet.
fn make(job: &Job, path: &Path, works: &Works, batch: &mut Batch, step: &mut Step<'_>) -> Result<Exported, Stop> {
    step(0, 1)?;
    let (pages, report) = job.pages(works)?;
    let mut files = Vec::new();
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let mut put = |batch: &mut Batch, path: PathBuf, pages: u32, bytes: &[u8]| -> Result<(), Stop> {
        batch.add(&path, bytes).map_err(|error| Trouble::File { path: path.clone(), error })?;
        let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        files.push(ExportedFile { path: path.display().to_string(), pages, bytes });
        Ok(())
    };
    let mut watch = Watch { step, stopped: None };
    match job.print.kind {
        FileKind::Pdf => {
            // To lay out is a step, and to embed the faces is one.
            let of = count.saturating_add(2);
            let meta = job.meta();
            let pdf = watch.of(|watch| {
                let mut go_on = |done: usize, _| watch.go_on(u32::try_from(done + 1).unwrap_or(u32::MAX), of);
                press::pdf::write_while(&pages, works.fonts(), &meta, &mut go_on)
            })?;
            put(batch, path.to_owned(), count, &pdf)?;
        }
        FileKind::Svg => {
            for (number, page) in (1..).zip(&pages) {
                (watch.step)(number, count + 1)?;
                let svg = press::svg::write(page, works.fonts(), &|picture| works.drawn(picture, FILE));
                put(batch, numbered(path, number), 1, svg.as_bytes())?;
            }
        }
        FileKind::Png => {
            let dpi = Dpi(job.print.dpi.map_or(DPI, |dpi| f32::from(u16::try_from(dpi).unwrap_or(u16::MAX))));
            for (number, page) in (1..).zip(&pages) {
                let png = watch.of(|watch| {
                    let mut go_on = |done: usize, items: usize| {
                        let part = u32::try_from(done * HUNDRED as usize / items.max(1)).unwrap_or(0);
                        watch.go_on((number - 1) * HUNDRED + part, count.saturating_mul(HUNDRED))
                    };
                    press::png::write_while(page, works.fonts(), dpi, &mut go_on)
                })?;
                put(batch, numbered(path, number), 1, &png)?;
            }
        }
    }
    (watch.step)(count, count)?;
    Ok(Exported { files, report })
}

/// The steps of a page as a picture.
const HUNDRED: u32 = 100;

/// Lets work of the press go on until somebody wishes it to end.
struct Watch<'s, 'f> {
    step: &'s mut Step<'f>,
    stopped: Option<Stop>,
}

impl Watch<'_, '_> {
    /// Tells how far the work is, and whether it goes on.
    fn go_on(&mut self, done: u32, of: u32) -> ControlFlow<()> {
        match (self.step)(done, of) {
            Ok(()) => ControlFlow::Continue(()),
            Err(stop) => {
                self.stopped = Some(stop);
                ControlFlow::Break(())
            }
        }
    }

    /// Does work of the press, and says why it ended early where it did.
    fn of<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, PressError>) -> Result<T, Stop> {
        let done = work(self);
        match self.stopped.take() {
            Some(stop) => Err(stop),
            None => Ok(done.map_err(Trouble::from)?),
        }
    }
}

/// `sheet.svg` for the first page, `sheet-2.svg` for the second.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.into();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{number}{ending}"))
}
