"""Who plays: made-up names, trades and words. Anybody of these names is a coincidence."""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    """
    Aarav Abena Adaeze Agnieszka Aiko Aisha Alejandro Amara Amélie Anders Andrei Anouk Arjun
    Astrid Ayşe Beatriz Bengt Björn Bogdan Camille Carmen Chidi Chloé Daan Dalia Davide
    Deepa Dmitri Eilidh Elif Emeka Emre Esperanza Farah Fatima Femke Fiona Florian Gabriela
    Giulia Grace Gwen Hana Hassan Helena Hiroshi Hugo Ines Ingrid Isabel Ivana Jakub Jamal
    Joana José Julia Kaito Kamal Katarzyna Kwame Lars Layla Leila Lena Liam Linh Lorena
    Lucía Magnus Maja Malik Marco Marisol Marta Mateo Mei Mehmet Mia Miguel Milan Min-jun
    Nadia Naomi Ngozi Nikos Noor Oksana Olga Oluwaseun Omar Oskar Paloma Pavel Pedro Petra
    Priya Quentin Rafael Rania Rosa Rui Sabine Samir Sanne Santiago Sara Seamus Selin Shira
    Sibusiso Simone Sofía Søren Stella Sunita Tamar Tariq Thabo Théo Tomás Valentina Viktor
    Wanjiru Wei Xavier Yara Youssef Yuki Zainab Zoë Zofia
    """
)
LAST_NAMES = _words(
    """
    Abara Achterberg Adeyemi Aguilar Ahmadi Almeida Andersen Arslan Baptista Barros Becker
    Bergström Bhatt Bianchi Boateng Brandt Cabrera Castellano Cavalcanti Chaudhry Chevalier
    Costa Cruz Delgado Demir Dhillon Diallo Dimitriou Dubois Echeverría Eriksen Espinoza
    Fagan Falk Farouk Fernandes Ferrari Fontaine Fujita Gallagher Garrido Ghosh Girard Gómez
    Grabowski Guerrero Haddad Hakimi Halvorsen Haugen Hernández Hoang Hofmann Horváth Ibáñez
    Ibrahim Ivanov Iyer Jansen Jiménez Joshi Kamau Kaplan Karlsson Kimura Kiplagat Kobayashi
    Kovač Kowalczyk Kruger Lacroix Lindqvist Lombardi Łukasik Machado Mahlangu Maldonado
    Marchetti Mbeki Mehta Mendes Moreau Mukherjee Müller Nair Nakamura Navarro Ndlovu Nguyen
    Nowak Núñez Oduya Ojukwu Okafor Olsen Orozco Osei Özdemir Pacheco Park Pereira Petrov
    Pham Quintana Rahimi Ramos Raske Reyes Ricci Romero Rossi Sæther Salazar Salim Sandoval
    Santos Schäfer Sharma Silva Siqueira Soto Suárez Tanaka Tavares Teixeira Toledo Tran
    Tshabalala Urrutia Valverde Vargas Vega Verma Vermeulen Villanueva Visser Vogel Wójcik
    Yamada Yavuz Zamora Zheng
    """
)


@dataclass(frozen=True)
class Trade:
    """A seat: its name, what a company of it is called, and what its member tells others."""

    name: str
    company: str
    pitch: str
    ask: str


_TRADES = Path(__file__).with_name("trades.csv").read_text(encoding="utf-8")
TRADES = tuple(Trade(**row) for row in csv.DictReader(_TRADES.splitlines()))
NEEDS = (
    "a new bathroom",
    "help with the books",
    "a website before the summer",
    "a quote for the office move",
    "somebody to look at the roof",
    "a second opinion on a contract",
    "portraits of the team",
    "a better insurance for two vans",
    "lunch for a conference",
    "a wedding in May",
)
TOPICS = (
    "Who we would like to meet",
    "How we each find customers",
    "Our goals for next year",
    "Three firms we could visit together",
    "What makes a good referral for us",
)
COURSES = (
    "Asking for referrals",
    "A book on listening",
    "Podcast: networking for shy people",
    "Presenting in sixty seconds",
    "Training for new members",
)
PRAISE = (
    "Quick, friendly, and exactly at the price we were told.",
    "Answered on a Sunday and had it mended on Monday.",
    "I would trust this person with the keys to my house.",
    "My customers still thank me for the introduction.",
)
HOMES = ("Riverside, Girona", "Old Mill, Porto", "Castle Hill, Leeds", "Rosewood, Utrecht")
HOLIDAYS = ("Summer break", "Public holiday", "Local holiday")
TREES = _words(
    """
    Alder Aspen Birch Cedar Cherry Chestnut Cypress Elm Fig Hazel Holly Juniper Larch Laurel
    Linden Maple Mulberry Oak Olive Pine Poplar Quince Rowan Walnut Willow
    """
)
SPOTS = ("Hill", "Bridge", "Gate", "Park", "Square", "Mill", "Quay", "Yard", "Green", "Lane")
PLACES = ("Café Central", "Hotel Miramar", "The Corn Exchange", "Bistro am Markt", "Casa Pilar")


def full_name(dice: Random) -> str:
    """Return any name."""
    return f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
