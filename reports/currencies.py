"""How many decimal places a currency has, by ISO 4217."""

USUAL = 2
NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE = "BHD IQD JOD KWD LYD OMR TND"
PLACES = dict.fromkeys(NONE.split(), 0) | dict.fromkeys(THREE.split(), 3)


def minor_digits(currency: str) -> int:
    """Give the decimal places of a currency: 2 for most, 0 for the yen, 3 for the dinars."""
    return PLACES.get(currency, USUAL)
