# Cells of each zone by trajectory with terra::crosstab: zones burnt to a raster, then one table of all layers.
#   Rscript terra_crosstab.R OUT ZONES NAME RASTER...
suppressPackageStartupMessages(library(terra))

arguments <- commandArgs(trailingOnly = TRUE)
zones <- vect(arguments[2])
epochs <- rast(arguments[-(1:3)])
names(epochs) <- paste0("epoch", seq_len(nlyr(epochs)))
zones$number <- seq_len(nrow(zones))
burnt <- rasterize(zones, epochs[[1]], field = "number")

counts <- crosstab(c(burnt, epochs), long = TRUE)
counts <- counts[counts[[ncol(counts)]] > 0, ]
trajectories <- do.call(paste, counts[, 1 + seq_len(nlyr(epochs))])
names_of <- values(zones)[[arguments[3]]]
table <- data.frame(zone = names_of[as.integer(as.character(counts[[1]]))], trajectory = trajectories, cells = counts[[ncol(counts)]])
write.csv(table, arguments[1], row.names = FALSE)
