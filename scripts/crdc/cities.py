"""The fifteen cities: the few facts the fixture keeps, and what is invented about each of them.

Facts
    `name`, `name_zh`, `region`  the cities and their grouping as in the paper.
    `lon`, `lat`                 where the city lies, rounded to 0.1 degree.
    `area_km2`                   its area, rounded to 1 km2: geodesic area on WGS 84 (pyproj `Geod`) of the
                                 administrative outline, computed once. The outlines themselves are not here.

Invented
    `aspect`, `tilt_deg`         elongation of the made-up outline and the direction of its long axis.
    `shares_2020`                percent of farmland, forest, grassland, water, construction, barren in 2020. Guessed
                                 from the paper's section 3.1.1, then scaled (iterative proportional fitting) until the
                                 fifteen cities together have the shares of the paper's published class totals.
    `scenery`                    which mix of level-2 classes and crops it has; a key of `scenario.SCENERY`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    name: str
    name_zh: str
    region: str
    lon: float
    lat: float
    area_km2: int
    aspect: float
    tilt_deg: float
    scenery: str
    shares_2020: tuple[float, float, float, float, float, float]


CITIES = [
    City("Hegang", "鹤岗市", "A", 130.8, 47.6, 14717, 1.5, -25, "sanjiang", (33.14, 59.92, 3.14, 1.27, 1.53, 1.00)),
    City("Shuangyashan", "双鸭山市", "A", 132.6, 46.7, 22898, 1.7, 10, "sanjiang", (43.25, 50.01, 2.58, 1.37, 1.43, 1.36)),
    City("Qitaihe", "七台河市", "A", 130.9, 45.9, 5481, 1.7, 15, "sanjiang", (37.20, 55.98, 2.81, 0.82, 2.65, 0.54)),
    City("Fuxin", "阜新市", "B", 122.0, 42.3, 10315, 1.6, 30, "changbai", (48.27, 38.01, 6.74, 1.46, 4.89, 0.63)),
    City("Fushun", "抚顺市", "B", 124.7, 41.8, 11270, 1.2, 50, "changbai", (21.08, 72.89, 1.68, 1.82, 2.44, 0.09)),
    City("Baishan", "白山市", "B", 127.3, 42.1, 17418, 1.3, 20, "changbai", (11.05, 83.89, 2.69, 1.18, 0.92, 0.27)),
    City("Liaoyuan", "辽源市", "B", 125.3, 42.8, 5137, 1.2, 70, "changbai", (42.14, 49.90, 2.24, 1.36, 4.27, 0.09)),
    City("Shaoguan", "韶关市", "C", 113.8, 24.8, 18408, 1.1, 40, "nanling", (15.04, 75.78, 4.70, 1.55, 2.84, 0.09)),
    City("Pingxiang", "萍乡市", "C", 113.9, 27.5, 3823, 1.5, 80, "nanling", (26.19, 65.12, 2.81, 1.10, 4.69, 0.09)),
    City("Zaozhuang", "枣庄市", "C", 117.4, 34.9, 4572, 1.3, -30, "huanghuai", (63.54, 12.04, 4.50, 2.38, 17.36, 0.18)),
    City("Huaibei", "淮北市", "C", 116.7, 33.7, 2748, 1.6, 80, "huanghuai", (74.69, 2.54, 0.91, 2.60, 19.17, 0.09)),
    City("Jiaozuo", "焦作市", "D", 113.1, 35.1, 4017, 1.6, 15, "huanghuai", (56.77, 16.84, 7.78, 2.71, 15.63, 0.27)),
    City("Shizuishan", "石嘴山市", "D", 106.5, 39.0, 4080, 1.3, 50, "helan", (30.32, 3.90, 42.60, 3.19, 9.41, 10.58)),
    City("Wuhai", "乌海市", "D", 106.9, 39.4, 1653, 1.8, 85, "helan", (6.20, 2.07, 54.25, 3.37, 13.61, 20.50)),
    City("Tongchuan", "铜川市", "D", 109.0, 35.2, 3896, 1.2, 45, "loess", (24.06, 32.55, 38.69, 0.44, 4.09, 0.17)),
]
