//! The ways to the unit value, its prices, and the factors of services.
//!
//! In the two valleys of [`valleys`], North has 8 ha of field and 9 of wood in 2000, 6 and 7 in 2020; South 8 and 4, 6 and
//! 4. A field has 1 and 2 equivalents of food and water, wood 0.625 and 3.5.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;
use serde_json::{Value, json};

/// The study with other lines in the place of its unit value.
fn valleys_by(keys: &str) -> Home {
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000", keys);
    home
}

/// The columns of `unit_values` after zone, group and year: one text for each line.
fn lines_of(home: &Home) -> Vec<String> {
    let table = home.read("study-results/unit_values.csv");
    let mut lines = table.lines();
    assert_eq!(
        lines.next().unwrap(),
        "zone,group,year,method,national_value,regional_ratio,stated_price_year,unit_value_before_deflation,deflator,\
         price_year,unit_value"
    );
    lines.map(str::to_owned).collect()
}

fn run(home: &Home) -> String {
    home.succeeds("run study.toml").stderr
}

/// Notes on the accounts, from the manifest.
fn notes_of(home: &Home) -> Vec<String> {
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    manifest["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap().to_owned()).collect()
}

/// How the manifest says that the unit value came about.
fn way_of(home: &Home) -> Value {
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    manifest["parameters"]["unit_value_from"].clone()
}

#[test]
fn a_stated_value_is_shown_as_it_stands() {
    let home = valleys();
    let said = run(&home);
    assert!(said.contains("unit value E_a  1000 CNY per hectare and year\n"), "{said}");
    let each = "stated,,,,1000,1,,1000";
    let zones = ["North,upper,2000", "North,upper,2020", "South,,2000", "South,,2020"];
    assert_eq!(lines_of(&home), zones.map(|zone| format!("{zone},{each}")));
    assert!(!home.join("study-results/study/unit_values.csv").exists(), "it is a table of zones");
}

#[test]
fn a_seventh_of_price_times_yield() {
    let home = valleys_by("grain = { price_per_kg = 2.28, yield_kg_per_ha = 4600.89 }\nunit_value_year = 2015");
    let said = run(&home);
    // mtoou.info/tubiao/414421: 2.28 x 4600.89 / 7 = 1498.58.
    let words = "a seventh of price x yield, 1498.58 CNY per hectare and year, in prices of 2015\n";
    assert!(said.contains(words), "{said}");
    let value = 2.28 * 4600.89 / 7.0;
    assert_eq!(lines_of(&home)[0], format!("North,upper,2000,grain,,,2015,{value},1,2015,{value}"));
    let way = way_of(&home);
    assert_eq!((&way["method"], &way["grain_price_per_kg"]), (&json!("grain"), &json!(2.28)));
    assert_eq!((&way["grain_yield_kg_per_ha"], &way["unit_value_year"]), (&json!(4600.89), &json!(2015)));
}

#[test]
fn net_profit_of_crops_by_sown_area() {
    let home = valleys_by("profits = \"profits.csv\"");
    home.write(
        "profits.csv",
        "zone,year,crop,net_profit_per_ha,area_ha\n\
         *,2000,rice,3000,30\n*,2000,maize,-1000,10\n\
         North,2020,rice,4000,5\nSouth,*,maize,1500,7\nSouth,2020,maize,1800,7\n",
    );
    let said = run(&home);
    assert!(said.contains("net profit of crops, 1500.00 to 4000.00 CNY per hectare and year over"), "{said}");
    let mean = (3000 * 30 - 1000 * 10) / 40;
    assert_eq!(
        lines_of(&home),
        [
            format!("North,upper,2000,net_profit,,,2000,{mean},1,2000,{mean}"),
            "North,upper,2020,net_profit,,,2020,4000,1,2020,4000".into(),
            // The zone in every year goes before every zone in the year.
            "South,,2000,net_profit,,,,1500,1,,1500".into(),
            "South,,2020,net_profit,,,2020,1800,1,2020,1800".into(),
        ]
    );
}

#[test]
fn a_national_value_by_the_ratio_of_yields() {
    let home = valleys_by("national = { value = 567.45, yield_kg_per_ha = 5861.62 }\nyields = \"yields.csv\"");
    home.write("yields.csv", "zone,year,yield_kg_per_ha\n*,*,5861.62\nNorth,2020,5536.32\n");
    run(&home);
    // Zhao Q. et al. 2017 (ChinaXiv-201711.02173V1): 535.96.
    let ratio = 5536.32 / 5861.62;
    let regional = 567.45 * ratio;
    assert_eq!(format!("{regional:.2}"), "535.96");
    let lines = lines_of(&home);
    assert_eq!(lines[0], "North,upper,2000,national_by_yield,567.45,1,,567.45,1,,567.45");
    assert_eq!(lines[1], format!("North,upper,2020,national_by_yield,567.45,{ratio},,{regional},1,,{regional}"));
    let way = way_of(&home);
    assert_eq!((&way["table"], &way["national_yield_kg_per_ha"]), (&json!("yields.csv"), &json!(5861.62)));
}

#[test]
fn a_national_value_by_a_factor_or_a_table_of_factors() {
    let home = valleys_by("national = { value = 3406.50, factor = 0.94 }");
    run(&home);
    // Ao Y. et al. 2022 (ChinaXiv-202202.00031V1): 3202.11.
    let regional = 3406.5 * 0.94;
    assert_eq!(format!("{regional:.2}"), "3202.11");
    let line = format!("South,,2020,national_by_factor,3406.5,0.94,,{regional},1,,{regional}");
    assert_eq!(lines_of(&home)[3], line);
    home.replace("study.toml", "factor = 0.94", "factor = \"regions.csv\"");
    home.write("regions.csv", "zone,year,factor\nNorth,*,0.5\nSouth,*,2\n");
    run(&home);
    assert_eq!(lines_of(&home)[0], "North,upper,2000,national_by_factor,3406.5,0.5,,1703.25,1,,1703.25");
    assert_eq!(lines_of(&home)[2], "South,,2000,national_by_factor,3406.5,2,,6813,1,,6813");
}

/// Crops of both years, worth 700 and 1400 in each year's prices.
fn crops_of_two_years() -> &'static str {
    "zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha\n*,2000,maize,1,4900,10\n*,2020,maize,2,4900,10\n"
}

#[test]
fn prices_of_one_year_by_an_index_whose_previous_year_is_100() {
    let keys =
        "price_year = 2020\nprice_index = \"cpi.csv\"\nprice_index_base = \"previous_year\"\ncrops = \"crops.csv\"";
    let home = valleys_by(keys);
    home.write("crops.csv", crops_of_two_years());
    let years = (2001..=2020).map(|year| format!("{year},{}\n", if year == 2008 { 150 } else { 100 }));
    home.write("cpi.csv", format!("year,index\n{}", years.collect::<String>()));
    let said = run(&home);
    let words = "by Eq 1 from crops, 1050.00 to 1400.00 CNY per hectare and year over zones and years, in prices of 2020 \
                 (brought from those of 2000 to 2020)\n";
    assert!(said.contains(words), "{said}");
    // Prices rose by half, once; what was 700 in 2000 is 1050 in prices of 2020.
    assert_eq!(lines_of(&home)[0], "North,upper,2000,crops,,,2000,700,1.5,2020,1050");
    assert_eq!(lines_of(&home)[1], "North,upper,2020,crops,,,2020,1400,1,2020,1400");
    let values = home.read("study-results/service_values.csv");
    assert!(values.contains("\nNorth,upper,2000,1,field,water,regulating,16800\n"), "8 x 2 x 1050: {values}");
    assert!(!notes_of(&home).iter().any(|note| note.contains("each year's own")));
    let index = &way_of(&home)["price_index"];
    assert_eq!((&index["base"], &index["by_year"][7]), (&json!("previous_year"), &json!([2008, 150.0])));
}

#[test]
fn prices_of_one_year_by_an_index_on_a_fixed_base() {
    let keys = "unit_value = 1000\nunit_value_year = 2010\nprice_year = 2000\nprice_index = \"cpi.csv\"\n\
                price_index_base = \"fixed\"";
    let home = valleys_by(keys);
    home.write("cpi.csv", "year,index\n2000,80\n2010,100\n");
    let said = run(&home);
    assert_eq!(lines_of(&home)[3], "South,,2020,stated,,,2010,1000,0.8,2000,800");
    assert!(said.contains("unit value E_a  800 CNY per hectare and year, in prices of 2000 (brought from"), "{said}");
    // The GDP of 2020 is divided by: its prices matter as well.
    let note = "the value of 2020 is in prices of 2000 and is divided by the GDP of 2020: that has to be in prices of 2000 too";
    assert!(notes_of(&home).iter().any(|found| found == note), "{:?}", notes_of(&home));
}

#[test]
fn prices_of_each_year_are_said_to_be_no_change_of_land() {
    let home = valleys_by("crops = \"crops.csv\"");
    home.write("crops.csv", crops_of_two_years());
    run(&home);
    assert!(notes_of(&home).contains(
        &"unit values are in prices of 2000 to 2020, each year's own: changes of value between years are partly changes of \
          prices (`price_year` brings all to one year)"
            .to_owned()
    ));
    // All lines in prices of one year: nothing to say.
    home.replace("study.toml", "crops = ", "unit_value_year = 2015\ncrops = ");
    run(&home);
    assert!(!notes_of(&home).iter().any(|note| note.contains("each year's own")));
    assert_eq!(lines_of(&home)[0], "North,upper,2000,crops,,,2015,700,1,2015,700");
}

#[test]
fn factors_of_a_service_go_before_those_of_its_group_and_of_all() {
    let home = valleys_by("unit_value = 1000\nfactors = \"factors.csv\"");
    let lines = "*,*,*,1\nNorth,*,*,2\n*,*,regulating,0.5\nNorth,2020,regulating,0.25\nSouth,2020,water,3\n";
    home.write("factors.csv", format!("zone,year,service,factor\n{lines}"));
    let said = run(&home);
    assert!(said.contains("1000 CNY per hectare and year, services corrected by factors\n"), "{said}");
    let values = home.read("study-results/service_values.csv");
    for (line, why) in [
        ("North,upper,2000,1,field,food,provisioning,16000", "8 x 1 x 1000 x 2"),
        ("North,upper,2000,1,field,water,regulating,8000", "8 x 2 x 1000 x 0.5: the group goes before the zone's `*`"),
        ("North,upper,2020,1,field,water,regulating,3000", "6 x 2 x 1000 x 0.25"),
        ("South,,2000,2,wood,water,regulating,7000", "4 x 3.5 x 1000 x 0.5"),
        ("South,,2020,1,field,water,regulating,36000", "6 x 2 x 1000 x 3"),
        ("South,,2020,1,field,food,provisioning,6000", "6 x 1 x 1000 x 1"),
    ] {
        assert!(values.contains(&format!("\n{line}\n")), "{line}, {why}: {values}");
    }
    assert_eq!(way_of(&home)["factors"], "factors.csv");
}

#[test]
fn accounts_of_a_tally_are_byte_for_byte_those_of_a_run() {
    let keys = "national = { value = 900, factor = \"regions.csv\" }\nunit_value_year = 2010\nprice_year = 2020\n\
                price_index = \"cpi.csv\"\nprice_index_base = \"fixed\"\nfactors = \"factors.csv\"";
    let home = valleys_by(keys);
    home.write("regions.csv", "zone,year,factor\nNorth,*,0.5\nSouth,*,2\n");
    home.write("cpi.csv", "year,index\n2010,100\n2020,125\n");
    home.write("factors.csv", "zone,year,service,factor\n*,*,*,1\nNorth,*,food,1.5\n");
    run(&home);
    home.remove("lulc_2000.tif");
    home.succeeds("account study.toml --tally study-results/tally.json --out accounted");
    assert_eq!(home.contents("accounted"), home.contents("study-results"));
    // North in 2000: 8 ha of field, 1 equivalent of food at 900 x 0.5 x 1.25, times 1.5.
    let values = home.read("accounted/service_values.csv");
    let food = 8.0 * (900.0 * 0.5 * 1.25) * 1.5;
    assert!(values.contains(&format!("\nNorth,upper,2000,1,field,food,provisioning,{food}\n")), "{values}");
}

/// Notes on the unit value of a study with a built-in table.
fn vintage(table: &str, keys: &str) -> String {
    let home = valleys_by(keys);
    home.replace("study.toml", "equivalents.csv", table);
    home.replace(
        "study.toml",
        "\"1\" = \"farm\"",
        &format!("\"1\" = \"{}\"", if table == "xie2015" { "paddy" } else { "farmland" }),
    );
    home.replace(
        "study.toml",
        "{ farm = 0.25, forest = 0.75 }",
        if table == "xie2015" { "\"shrub\"" } else { "\"forest\"" },
    );
    home.replace("study.toml", "market_services = [\"food\"]", "market_services = [\"food_production\"]");
    home.write("profits.csv", "zone,year,crop,net_profit_per_ha,area_ha\n*,*,rice,3000,30\n");
    run(&home);
    let on_value = |note: &String| note.contains("were built with");
    notes_of(&home).into_iter().filter(on_value).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_table_and_a_unit_value_of_other_vintages_are_noted() {
    assert_snapshot!(vintage("xie2003", "unit_value = 449.1"), @"the equivalents xie2003 were built with 884.90 CNY per hectare and year (as the values per hectare that are published with it imply); the unit value 449.1 is the one that belongs to xie2008");
    assert_snapshot!(vintage("xie2008", "unit_value = 3406.5"), @"the equivalents xie2008 were built with 449.10 CNY per hectare and year in prices of 2007 (as it is usually quoted, not confirmed from a source); the unit value 3406.5 is the one that belongs to xie2015");
    assert_snapshot!(vintage("xie2008", "national = { value = 3406.5, factor = 0.94 }"), @"the equivalents xie2008 were built with 449.10 CNY per hectare and year in prices of 2007 (as it is usually quoted, not confirmed from a source); the national value 3406.5 is the one that belongs to xie2015");
    assert_snapshot!(vintage("xie2008", "profits = \"profits.csv\""), @"the equivalents xie2008 were built with 449.10 CNY per hectare and year in prices of 2007 (as it is usually quoted, not confirmed from a source); the net profit of grain is the definition that came with xie2015");
    assert_snapshot!(vintage("xie2015", "grain = { price_per_kg = 2.28, yield_kg_per_ha = 4600.89 }"), @"the equivalents xie2015 were built with 3406.50 CNY per hectare and year in prices of 2010 (the net profit of grain); a seventh of the market value of grain is a different definition");
    assert_snapshot!(vintage("xie2015", "unit_value = 1498.58"), @"the equivalents xie2015 were built with 3406.50 CNY per hectare and year in prices of 2010 (the net profit of grain); check that the unit value 1498.58 CNY is defined alike");
    assert_snapshot!(vintage("xie2015", "unit_value = 3406.5\nunit_value_year = 2015"), @"the equivalents xie2015 were built with 3406.50 CNY per hectare and year in prices of 2010 (the net profit of grain); the study says that 3406.5 is in prices of 2015");
}

#[test]
fn a_table_and_the_unit_value_that_it_was_built_with_need_no_note() {
    for (table, keys) in [
        ("xie2003", "unit_value = 884.9"),
        ("xie2008", "unit_value = 449.1"),
        ("xie2015", "unit_value = 3406.5"),
        ("xie2015", "national = { value = 3406.5, factor = 0.94 }\nunit_value_year = 2010"),
        ("xie2015", "profits = \"profits.csv\""),
    ] {
        assert_eq!(vintage(table, keys), "", "{table}, {keys}");
    }
}

#[test]
fn check_says_what_run_would_say() {
    let home = valleys_by("crops = \"crops.csv\"");
    home.write("crops.csv", crops_of_two_years());
    let said = home.succeeds("check study.toml").stdout;
    let words = "by Eq 1 from crops, 700.00 to 1400.00 CNY per hectare and year over zones and years, in prices of 2000 to 2020";
    assert!(said.contains(words), "{said}");
    assert!(said.contains("each year's own"), "{said}");
}
