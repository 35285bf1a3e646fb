//! What can be asked on the command line.

use crate::printing::Printing;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Aritai without a window: change story sheets from the command line.
///
/// 変革ストーリーシートを、画面を使わずに作り、読み込み、書き出します。
///
/// Exit codes: 0 done, 1 it could not be done (the reason is printed), 2 the command was not understood.
#[derive(Debug, Parser)]
#[command(name = "aritai-cli", version, max_term_width = 110)]
pub struct Arguments {
    /// The language of messages and print; otherwise that of the settings
    #[arg(long, global = true, value_enum)]
    pub language: Option<Tongue>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// 日本語
    Ja,
    /// English
    En,
}

/// Which sheet of a book.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Which {
    /// The fiscal year of the sheet; otherwise the latest
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begins a book with one empty sheet / 綴りを作ります
    New {
        /// The new file; must not exist
        book: PathBuf,
        /// Whose book it is
        #[arg(long)]
        organisation: String,
        /// The first fiscal year; otherwise this one
        #[arg(long)]
        year: Option<i32>,
        /// The form: change-story, twenty-year or emergency
        #[arg(long, default_value = "change-story")]
        form: String,
    },
    /// Takes sheets from a JSON file into a book, which is begun where it is missing / JSONを取り込みます
    ///
    /// FILE is a book or a single sheet as `show --json` prints it; docs/sheet.schema.json describes it. A sheet goes
    /// into the sheet of its year and cohort where that is still empty, else it becomes a new one. A year that has
    /// content already is refused, and then nothing is imported.
    Import {
        /// The book
        book: PathBuf,
        /// The JSON file
        file: PathBuf,
    },
    /// Prints what a book holds / 綴りの内容を表示します
    Show {
        /// The book
        book: PathBuf,
        #[command(flatten)]
        which: Which,
        /// Everything, as JSON that `import` reads: confidential texts too
        #[arg(long)]
        json: bool,
        /// Only what may leave the book: nothing confidential, nothing put away
        #[arg(long)]
        public: bool,
    },
    /// Changes a sheet / シートを書き換えます
    ///
    /// The changes are a JSON list such as
    /// [{"edit": "text", "field": "sheet.theme", "base": "", "text": "歩いて暮らせるまち"}].
    /// All are made, as one thing that undo takes back, or none.
    Edit {
        /// The book
        book: PathBuf,
        #[command(flatten)]
        which: Which,
        /// The file with the changes; otherwise they are read from standard input
        changes: Option<PathBuf>,
    },
    /// Prints a sheet of a book, or of a JSON file / シートを書き出します
    ///
    /// All files that are asked for appear together, or none does. Pages as svg or png become one file each: the second and
    /// further ones get -2, -3 … before the ending.
    Export(Box<Printing>),
    /// Keeps a picture in a book and puts it on a poster / ポスターの写真を加えます
    ///
    /// Prints the name under which sheets refer to it. JPEG, PNG and WebP; what a camera notes about place and person is
    /// taken out. Once kept, a picture stays in the book: earlier versions may show it.
    Picture {
        /// The book
        book: PathBuf,
        /// The picture
        file: PathBuf,
        #[command(flatten)]
        which: Which,
        /// The words under it
        #[arg(long, default_value = "")]
        caption: String,
        /// What it shows, for those who do not see it
        #[arg(long, default_value = "")]
        alt: String,
    },
    /// Lists the named versions of a sheet, or names one / 版の一覧を表示し、版をつけます
    Versions {
        /// The book
        book: PathBuf,
        #[command(flatten)]
        which: Which,
        /// Names the sheet as it is now
        #[arg(long, value_name = "NAME")]
        add: Option<String>,
        /// Why it changed
        #[arg(long, requires = "add", default_value = "")]
        reason: String,
    },
    /// Takes what was written in another copy of a book into this one / 別の写しの内容を合わせます
    ///
    /// Nothing that anybody wrote is lost, whichever of the two is merged into which. OTHER is not changed.
    Merge {
        /// The book to merge into
        book: PathBuf,
        /// The other copy
        other: PathBuf,
    },
    /// Checks every byte that a book keeps / 綴りが壊れていないかを調べます
    Check {
        /// The book
        book: PathBuf,
        /// Saves all that can still be read into this new file
        #[arg(long, value_name = "NEW")]
        recover: Option<PathBuf>,
    },
    /// Shows the screens in a browser on this machine / この機械のブラウザーで画面を開きます
    ///
    /// Prints an address once. Whoever opens it first has the screens; nobody else gets in. Ends with Ctrl+C.
    Serve {
        /// The book to open
        book: Option<PathBuf>,
        /// The port; otherwise a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Reads a foreign book's changes where a forged one can do no harm; started by `merge`
    #[command(hide = true)]
    Vet,
}
