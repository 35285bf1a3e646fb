//! The window as the display sees it.

use std::error::Error;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Anything narrower is not the window: toolkits make small ones of their own.
const NARROWEST: u16 = 600;

/// The window that is shown on the display.
pub struct Frame {
    display: RustConnection,
    window: Window,
}

impl Frame {
    /// The shown window, if there is one.
    pub fn find() -> Result<Option<Self>, Box<dyn Error>> {
        let (display, screen) = x11rb::connect(None)?;
        let root = display.setup().roots.get(screen).ok_or("a display has a screen")?.root;
        let windows = display.query_tree(root)?.reply()?.children;
        for window in windows {
            let shown = display.get_window_attributes(window)?.reply().is_ok_and(|w| w.map_state == MapState::VIEWABLE);
            let wide = display.get_geometry(window)?.reply().is_ok_and(|shape| shape.width >= NARROWEST);
            if shown && wide {
                return Ok(Some(Self { display, window }));
            }
        }
        Ok(None)
    }

    /// Nothing, once the window was told that its button was pressed.
    pub fn close(&self) -> Result<(), Box<dyn Error>> {
        let atom = |name: &[u8]| Ok::<_, Box<dyn Error>>(self.display.intern_atom(false, name)?.reply()?.atom);
        let data = [atom(b"WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, self.window, atom(b"WM_PROTOCOLS")?, data);
        self.display.send_event(false, self.window, EventMask::NO_EVENT, message)?;
        Ok(self.display.flush()?)
    }
}
