"""Compensation of every zone by every choice, from the values of its classes: with Python's own sums, arc tangent and fractions.

Reads service_values.csv and compensation.csv of a result folder. Values are added without rounding in between (math.fsum); a
budget is shared out in exact fractions. Prints table,zone,key,amount: for `compensation_sweep` the key is YEAR/CONVERSION,
for `market_choices` the services that have a market, for `budget_shares` it is empty and the amount is in cents.
"""

import argparse
import csv
import itertools
import math
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def read_values(results):
    """(zone, year) -> service -> value; and the provisioning services in their order."""
    pieces = defaultdict(lambda: defaultdict(list))
    provisioning = {}
    for row in rows_of(results / "service_values.csv"):
        pieces[row["zone"], row["year"]][row["service"]].append(float(row["value"]))
        if row["service_group"] == "provisioning":
            provisioning[row["service"]] = None
    return {place: {name: math.fsum(of) for name, of in services.items()} for place, services in pieces.items()}, list(provisioning)


def compensation(services, market, gdp, conversion):
    nonmarket = math.fsum(value for name, value in services.items() if name not in market)
    return nonmarket * conversion * 2 * math.atan(nonmarket / gdp) / math.pi


def shares_of(budget_cents, due):
    """Hamilton's method in exact fractions: whole cents first, then one for each of the largest remainders."""
    total = sum(map(Fraction, due))
    exact = [budget_cents * Fraction(amount) / total for amount in due]
    cents = [math.floor(share) for share in exact]
    first = sorted(range(len(due)), key=lambda index: (cents[index] - exact[index], index))
    for index in first[: budget_cents - sum(cents)]:
        cents[index] += 1
    return cents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, metavar="DIR", help="result folder")
    parser.add_argument("gdp", type=Path, metavar="GDP", help="table zone,year,gdp")
    parser.add_argument("--market", required=True, metavar="SERVICES", help="the study's market services, with commas")
    parser.add_argument("--conversion", required=True, metavar="K", help="the study's conversion coefficient")
    parser.add_argument("--year", required=True, help="the year of compensation")
    parser.add_argument("--conversions", required=True, metavar="KS", help="those of the sweep, with commas")
    parser.add_argument("--years", required=True, help="those of the sweep, with commas")
    parser.add_argument("--budget-cents", required=True, type=int, metavar="CENTS")
    arguments = parser.parse_args()

    values, provisioning = read_values(arguments.results)
    gdp = {(row["zone"], row["year"]): float(row["gdp"]) for row in rows_of(arguments.gdp)}
    own = arguments.market.split(",")
    table = csv.writer(sys.stdout)
    table.writerow(["table", "zone", "key", "amount"])
    for (zone, year), services in values.items():
        if year in arguments.years.split(","):
            for conversion in arguments.conversions.split(","):
                amount = compensation(services, own, gdp[zone, year], float(conversion))
                table.writerow(["compensation_sweep", zone, f"{year}/{conversion}", amount])
        if year == arguments.year:
            for count in range(len(provisioning) + 1):
                for market in itertools.combinations(provisioning, count):
                    amount = compensation(services, market, gdp[zone, year], float(arguments.conversion))
                    table.writerow(["market_choices", zone, " + ".join(market), amount])
    due = [(row["zone"], float(row["compensation"])) for row in rows_of(arguments.results / "compensation.csv")]
    for (zone, _), cents in zip(due, shares_of(arguments.budget_cents, [amount for _, amount in due])):
        table.writerow(["budget_shares", zone, "", cents])


if __name__ == "__main__":
    main()
