//! Columns: pieces of fixed height, some of which hold on to the next, parted into columns.

use crate::length::Pt;

/// A line, a row or a drawing: what is never torn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    /// The room above, unless it opens a column.
    pub above: Pt,
    pub height: Pt,
    /// Whether it holds on to the next: a heading, the first line of a paragraph.
    pub glued: bool,
}

/// Where a piece stands: the column, and how far down.
pub(crate) type Place = (usize, Pt);

/// A hair's breadth.
const HAIR: Pt = Pt(0.01);

/// The places of as many pieces as find room in `columns` columns of `height`, from the first on.
pub(crate) fn fill(pieces: &[Piece], height: Pt, columns: usize) -> Vec<Place> {
    let mut places = Vec::with_capacity(pieces.len());
    let (mut column, mut used) = (0, Pt::ZERO);
    let mut at = 0;
    while at < pieces.len() {
        let stop = (at..pieces.len()).find(|i| !pieces[*i].glued).map_or(pieces.len(), |i| i + 1);
        let unit = &pieces[at..stop];
        let high: Pt = unit.iter().enumerate().map(|(i, p)| if i == 0 { p.height } else { p.above + p.height }).sum();
        let above = if used > Pt::ZERO { unit[0].above } else { Pt::ZERO };
        if used + above + high > height + HAIR && used > Pt::ZERO {
            column += 1;
            used = Pt::ZERO;
        }
        // What is higher than a whole column is torn after all: nothing is ever lost.
        let torn = high > height + HAIR;
        for piece in unit {
            let above = if used > Pt::ZERO { piece.above } else { Pt::ZERO };
            let over = used + above + piece.height > height + HAIR;
            if torn && over && used > Pt::ZERO {
                column += 1;
                used = Pt::ZERO;
            } else {
                used += above;
            }
            if column >= columns {
                return places;
            }
            places.push((column, used));
            used += piece.height;
        }
        at = stop;
    }
    places
}

/// The places of all pieces in `columns` columns about equally high, none of them higher than `most`, and how high the
/// highest is; `None` where they do not all fit.
pub(crate) fn balance(pieces: &[Piece], most: Pt, columns: usize) -> Option<(Vec<Place>, Pt)> {
    let end = |places: &[Place]| places.iter().zip(pieces).map(|((_, top), p)| *top + p.height).fold(Pt::ZERO, Pt::max);
    let all = |height: Pt| Some(fill(pieces, height, columns)).filter(|places| places.len() == pieces.len());
    let mut best = all(most)?;
    if columns > 1 {
        let (mut low, mut high) = (Pt::ZERO, end(&best));
        while high - low > Pt(0.5) {
            let middle = (low + high) / 2.0;
            // A height at which a unit is torn is no height to stop at.
            let whole = all(middle).filter(|places| end(places) <= middle + HAIR && kept(pieces, places));
            match whole {
                Some(places) => {
                    high = end(&places).min(middle);
                    best = places;
                }
                None => low = middle,
            }
        }
    }
    let high = end(&best);
    Some((best, high))
}

/// Whether nothing that holds on to the next stands at the foot of a column.
fn kept(pieces: &[Piece], places: &[Place]) -> bool {
    places.windows(2).zip(pieces).all(|(pair, piece)| !piece.glued || pair[0].0 == pair[1].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(glued: bool) -> Piece {
        Piece { above: Pt::ZERO, height: Pt(10.0), glued }
    }

    #[test]
    fn columns_are_level_and_no_heading_stands_at_a_foot() {
        let mut pieces = vec![line(false); 9];
        pieces[4].glued = true;
        let (places, high) = balance(&pieces, Pt(1000.0), 2).unwrap();
        assert_eq!(high, Pt(50.0));
        assert_eq!(places[3], (0, Pt(30.0)));
        assert_eq!(places[4], (1, Pt::ZERO), "the heading goes with what it names");
        assert_eq!(balance(&pieces, Pt(40.0), 2), None);
    }

    #[test]
    fn room_above_is_dropped_at_the_head_of_a_column() {
        let piece = Piece { above: Pt(5.0), height: Pt(10.0), glued: false };
        assert_eq!(fill(&[piece; 3], Pt(25.0), 2), [(0, Pt::ZERO), (0, Pt(15.0)), (1, Pt::ZERO)]);
    }

    #[test]
    fn a_unit_higher_than_a_column_is_torn_and_not_lost() {
        let mut pieces = vec![line(true); 9];
        pieces[8].glued = false;
        let places = fill(&pieces, Pt(30.0), 4);
        assert_eq!((places.len(), places[8].0), (9, 2));
    }
}
