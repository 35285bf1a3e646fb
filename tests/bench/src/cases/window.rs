//! How long it takes from the start until the window is shown, beside an empty Tauri window.

use std::path::Path;

use crate::Measured;
use crate::table::Table;

#[cfg(not(target_os = "linux"))]
/// Nothing: windows are watched through X11 only.
pub fn measure(_: &Path, _: &Path, _: &mut Table) -> Measured {
    eprintln!("The start of the window is measured on Linux only; passed over here.");
    Ok(())
}

#[cfg(target_os = "linux")]
/// Starts both in turn. Aritai shows its window once it is painted, the empty one once its page is loaded.
pub fn measure(root: &Path, place: &Path, table: &mut Table) -> Measured {
    use crate::measure::Times;

    const RUNS: usize = 9;
    let folder = root.join("target/release");
    let data = place.join("window");
    let (mut ours, mut empty) = (Times::default(), Times::default());
    watched::shown(&folder.join("aritai"), &data)?; // the very first start also makes the sample book
    for _ in 0..RUNS {
        empty.push(watched::shown(&folder.join("examples/empty-window"), &data)?);
        ours.push(watched::shown(&folder.join("aritai"), &data)?);
    }
    table.add("start to painted window", &ours, Some(("empty Tauri window", &empty)), None);
    Ok(())
}

#[cfg(target_os = "linux")]
mod watched {
    use std::error::Error;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use x11rb::connection::Connection;
    use x11rb::protocol::Event;
    use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt, EventMask};

    /// No start takes longer on any machine worth measuring.
    const LONGEST: Duration = Duration::from_secs(30);
    /// Anything narrower is not the window: toolkits show small ones of their own.
    const NARROWEST: u16 = 600;

    /// How long the program took from its start until its window was shown. It is ended then.
    pub fn shown(program: &Path, data: &Path) -> Result<Duration, Box<dyn Error>> {
        let (display, screen) = x11rb::connect(None)?;
        let root = display.setup().roots.get(screen).ok_or("a display has a screen")?.root;
        let listen = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        display.change_window_attributes(root, &listen)?.check()?;
        let start = Instant::now();
        let mut process = Command::new(program)
            .env("ARITAI_DATA_DIR", data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut took = None;
        while took.is_none() && start.elapsed() < LONGEST {
            match display.poll_for_event()? {
                Some(Event::MapNotify(event)) => {
                    let wide = display.get_geometry(event.window)?.reply().is_ok_and(|shape| shape.width >= NARROWEST);
                    took = wide.then(|| start.elapsed());
                }
                Some(_) => {}
                None => std::thread::sleep(Duration::from_micros(500)),
            }
        }
        process.kill()?;
        process.wait()?;
        took.ok_or_else(|| format!("{} showed no window", program.display()).into())
    }
}
