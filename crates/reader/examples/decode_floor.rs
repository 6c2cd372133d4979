//! How fast files can be decoded, and nothing else: no tally of them can be faster.
//!
//! Reads every unit of work of every epoch by the very reader that the tally uses, each thread with its own handles and
//! its own reused buffers, and looks at no cell.
//!
//!     cargo run --release -p landledger-reader --example decode_floor -- A.tif B.tif --threads 2 --zones zones.gpkg

use landledger_core::{
    Area, BlockReader, BlockSource, EdgeRule, Legend, Surface, SymbolBlock, TallyPlan, Window, Year, units_to_read,
};
use landledger_reader::{EpochSpec, RasterFacts, RasterSource, Rasters, ReaderError, ZoneSpec, Zones, layers};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: decode_floor RASTER... [--threads N] [--zones FILE]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    landledger_reader::start();
    let epochs: Vec<EpochSpec> = (1..)
        .zip(&arguments.rasters)
        .map(|(year, path)| EpochSpec { year: Year(year), path: path.clone(), band: None })
        .collect();
    let rasters = Rasters::open(&epochs).map_err(|mut errors| errors.remove(0))?;
    let legend = Legend::new([(1, "class")])?;
    let source = rasters.source(&legend, &[]);
    let windows = units(&rasters, &source, legend, arguments.zones.as_deref())?;
    let elapsed = read_all(&source, &windows, epochs.len(), arguments.threads)?;
    report(&rasters, &source, &windows, elapsed);
    Ok(())
}

struct Arguments {
    rasters: Vec<PathBuf>,
    threads: usize,
    zones: Option<PathBuf>,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn std::error::Error>> {
        let mut arguments = Self { rasters: Vec::new(), threads: 1, zones: None };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--threads" => arguments.threads = words.next().ok_or(USAGE)?.parse::<usize>()?.max(1),
                "--zones" => arguments.zones = Some(words.next().ok_or(USAGE)?.into()),
                flag if flag.starts_with("--") => return Err(USAGE.into()),
                raster => arguments.rasters.push(raster.into()),
            }
        }
        if arguments.rasters.is_empty() { Err(USAGE.into()) } else { Ok(arguments) }
    }
}

/// The units of work under the zones, or all of them.
fn units(
    rasters: &Rasters,
    source: &RasterSource,
    legend: Legend,
    zones: Option<&Path>,
) -> Result<Vec<Window>, Box<dyn std::error::Error>> {
    let zones = match zones {
        Some(path) => {
            let layer = layers(path)?.into_iter().next().ok_or("the boundary file has no layer")?;
            let name = layer.unique_fields.into_iter().next().ok_or("no attribute names each zone")?;
            let spec = ZoneSpec {
                source: path.to_owned(),
                layer: Some(layer.name),
                name,
                group: None,
                merge: false,
                encoding: None,
            };
            Zones::read(&spec, rasters.grid(), rasters.crs()).map_err(|mut errors| errors.remove(0))?
        }
        None => Zones::whole(rasters.grid()),
    };
    let shape = rasters.grid().shape;
    let plan = TallyPlan {
        shape,
        rows: 0..shape.rows,
        years: rasters.facts().iter().zip(1..).map(|(_, year)| Year(year)).collect(),
        legend,
        zones: zones.set,
        lines: Vec::new(),
        surface: Surface::plane(Area::from_square_metres(1.0)),
        edge: EdgeRule::Exact,
        threads: 1,
    };
    Ok(units_to_read(&plan, source).0)
}

/// Reads every epoch of every window. Opening the files is part of the time, as it is in a tally.
fn read_all(source: &RasterSource, windows: &[Window], epochs: usize, threads: usize) -> Result<Duration, ReaderError> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), ReaderError> {
        let mut reader = source.open()?;
        let mut symbols = vec![SymbolBlock::default(); epochs];
        while let Some(&window) = windows.get(next.fetch_add(1, Ordering::Relaxed)) {
            for (epoch, symbols) in symbols.iter_mut().enumerate() {
                reader.read(epoch, window, symbols)?;
                black_box(&symbols);
            }
        }
        Ok(())
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("a worker returns its errors"))
    })?;
    Ok(start.elapsed())
}

#[expect(clippy::print_stdout, reason = "figures are what it is for")]
fn report(rasters: &Rasters, source: &RasterSource, windows: &[Window], elapsed: Duration) {
    let seconds = elapsed.as_secs_f64();
    let cells: u64 = windows.iter().map(|window| window.cells() as u64).sum();
    let (mut blocks, mut bytes) = (0, 0);
    for (epoch, facts) in rasters.facts().iter().enumerate() {
        blocks += windows.iter().map(|window| blocks_in(*window, facts)).sum::<usize>();
        bytes += cells * facts.bytes_per_cell() as u64;
        let block = facts.block_shape();
        println!("{}: blocks of {} x {}, {:?}", facts.path.display(), block.rows, block.cols, source.access(epoch));
    }
    println!("units    {} of {} x {}", windows.len(), source.unit_shape().rows, source.unit_shape().cols);
    println!("blocks   {blocks}");
    println!("cells    {cells} in each of {} epochs", rasters.facts().len());
    println!("seconds  {seconds:.3}");
    println!("MB/s     {:.0} decoded", bytes as f64 / 1e6 / seconds);
}

fn blocks_in(window: Window, facts: &RasterFacts) -> usize {
    let block = facts.block_shape();
    let touched = |start: usize, end: usize, block: usize| end.div_ceil(block) - start / block;
    touched(window.row, window.end_row(), block.rows) * touched(window.col, window.end_col(), block.cols)
}
