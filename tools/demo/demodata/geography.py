"""Countries of the small world with capital and continent, and countries outside it."""

from __future__ import annotations

from .text import phrases, words

CAPITALS: dict[str, str] = {
    "France": "Paris", "Germany": "Berlin", "Italy": "Rome", "Spain": "Madrid",
    "Portugal": "Lisbon", "Norway": "Oslo", "Sweden": "Stockholm", "Finland": "Helsinki",
    "Denmark": "Copenhagen", "Poland": "Warsaw", "Austria": "Vienna", "Greece": "Athens",
    "Ireland": "Dublin", "Belgium": "Brussels", "Hungary": "Budapest", "Japan": "Tokyo",
    "China": "Beijing", "India": "New Delhi", "Egypt": "Cairo", "Kenya": "Nairobi",
    "Ghana": "Accra", "Morocco": "Rabat", "Canada": "Ottawa", "Mexico": "Mexico City",
    "Cuba": "Havana", "Brazil": "Brasilia", "Peru": "Lima", "Chile": "Santiago",
    "Argentina": "Buenos Aires", "Turkey": "Ankara", "Iran": "Tehran", "Thailand": "Bangkok",
    "Vietnam": "Hanoi", "Australia": "Canberra", "Iceland": "Reykjavik", "Ukraine": "Kyiv",
    "Russia": "Moscow", "Switzerland": "Bern", "Indonesia": "Jakarta",
    "the Netherlands": "Amsterdam", "the United Kingdom": "London",
    "the United States": "Washington",
}  # fmt: skip
COUNTRY_OF = {capital: country for country, capital in CAPITALS.items()}
ALIASES: dict[str, list[str]] = {
    "the United States": phrases(
        "the USA|the US|the United States of America|America|USA|US|United States|the States"
    ),
    "the United Kingdom": phrases("the UK|Great Britain|Britain|UK|United Kingdom"),
    "the Netherlands": phrases("Holland|Netherlands"),
}
"""Other names that people use; answers always use the first one."""

_CONTINENT_MEMBERS = {
    "Europe": "France Germany Italy Spain Portugal Norway Sweden Finland Denmark Poland Austria "
    "Greece Ireland Belgium Hungary Iceland Ukraine Switzerland",
    "Asia": "Japan China India Iran Thailand Vietnam Turkey Indonesia",
    "Africa": "Egypt Kenya Ghana Morocco",
    "North America": "Canada Mexico Cuba",
    "South America": "Brazil Peru Chile Argentina",
    "Oceania": "Australia",
}
CONTINENTS: dict[str, str] = {
    country: continent
    for continent, members in _CONTINENT_MEMBERS.items()
    for country in members.split()
} | {
    "the Netherlands": "Europe",
    "the United Kingdom": "Europe",
    "the United States": "North America",
}

OTHER_COUNTRIES = words(
    "Nepal Bolivia Mongolia Angola Zambia Botswana Namibia Uganda Rwanda Tanzania Ethiopia Somalia "
    "Sudan Libya Tunisia Algeria Senegal Mali Niger Nigeria Chad Cameroon Gabon Togo Benin Liberia "
    "Malawi Mozambique Madagascar Mauritius Eritrea Burundi Lesotho Gambia Guinea Venezuela "
    "Colombia Ecuador Paraguay Uruguay Guyana Suriname Panama Honduras Guatemala Nicaragua Belize "
    "Haiti Jamaica Barbados Bahamas Croatia Serbia Bosnia Slovenia Slovakia Czechia Romania "
    "Bulgaria Albania Moldova Belarus Lithuania Latvia Estonia Malta Cyprus Luxembourg Monaco "
    "Andorra Liechtenstein Georgia Armenia Azerbaijan Kazakhstan Uzbekistan Turkmenistan "
    "Tajikistan "
    "Kyrgyzstan Afghanistan Pakistan Bangladesh Bhutan Myanmar Laos Cambodia Malaysia Singapore "
    "Philippines Taiwan Israel Jordan Lebanon Syria Iraq Kuwait Qatar Oman Yemen Fiji Samoa Tonga "
    "Vanuatu Brunei Maldives Zimbabwe Wales Scotland Texas California Bavaria Tuscany Catalonia "
    "Atlantis Narnia Mordor Wakanda Greenland Alaska Hawaii Siberia Florida Brittany Patagonia "
    "Tibet England Kosovo Montenegro"
) + phrases(
    "Saudi Arabia|South Africa|New Zealand|Sri Lanka|North Korea|South Korea|Costa Rica|"
    "El Salvador|Sierra Leone|Ivory Coast|Burkina Faso|Papua New Guinea|San Marino|"
    "the Czech Republic|the Dominican Republic|the United Arab Emirates|the Congo|"
    "Northern Ireland|the Philippines|the moon"
)
"""Countries and regions whose capital and continent the small world does not know."""
OTHER_CITIES = words(
    "Sydney Munich Barcelona Manchester Liverpool Venice Florence Naples Marseille Zurich Krakow "
    "Shanghai Singapore Istanbul Dubai Lagos Detroit Seattle Houston Miami Philadelphia Montreal "
    "Vancouver Melbourne Auckland Casablanca Karachi Manila Seoul Delhi Bangalore Edinburgh "
    "Glasgow "
    "Cardiff Birmingham Cologne Frankfurt Stuttgart Prague Antwerp Gothenburg Kathmandu Bogota"
) + phrases("New York|San Francisco|Los Angeles|Hong Kong|Cape Town|Rio de Janeiro|Las Vegas")
