"""Track and power: four sections of line, each dug, laid, wired and tested in turn."""

CODE = "TR"
NAME = "Track and power"
MANAGER = "Ines Duarte"
START_WEEK = 0
MASTERED_BY = ""

_SECTIONS = (
    ("1", "Old Harbor", 20, "TR190", "Kofi Mensah"),
    ("2", "Market to University", 28, "TR213", "Kofi Mensah"),
    ("3", "University to Hospital", 24, "TR223", "Maja Lindqvist"),
    ("4", "Hospital to Eastgate", 22, "TR233", "Maja Lindqvist"),
)


def _section(number: str, name: str, dig_days: int, after: str, foreman: str) -> str:
    return f"""
  TR2{number}0 Section {number}: {name}
    TR2{number}1 Traffic diversion in place; 5d; {after}; Yusuf Demir 50%
    TR2{number}2 Utilities moved; 15d; TR2{number}1; Utilities crew
    TR2{number}3 Excavation and subgrade; {dig_days}d; TR2{number}2SS+8d, TR2{number}1; Civil crew, {foreman} 50%
    TR2{number}4 Track slab; 18d; TR2{number}3SS+10d, TR2{number}2; Civil crew
    TR2{number}5 Rails laid and welded; 15d; TR2{number}4SS+8d, TR150; Track crew
    TR2{number}6 Switches and crossings; 8d; TR2{number}5; Track crew
    TR2{number}7 Poles and overhead wire; 14d; TR2{number}5SS+6d; Power crew
    TR2{number}8 Street surface and landscaping; 16d; TR2{number}6; Civil crew
    TR2{number}51 Welds tested; 4d; TR2{number}5; Track crew
    TR2{number}71 Overhead wire tensioned; 3d; TR2{number}7; Power crew
    TR2{number}9 Section {number} mechanically complete; 0d; TR2{number}6, TR2{number}51, TR2{number}71, TR2{number}8"""


OUTLINE = (
    """
TR001 Track and power starts; 0d
TR100 Design and permits
  TR105 Ground survey; 20d; TR001; Ines Duarte 50%
  TR110 Alignment design; 35d; TR105; Ines Duarte 50%, Design office
  TR115 Utilities agreements; 45d; TR105SS+10d; Yusuf Demir 50%
  TR120 Power supply design; 30d; TR110SS+15d; Priya Raman 50%
  TR125 Building permit application; 10d; TR110; Ines Duarte 50%
  TR130 Permit review by the city; 40d; TR125
  TR135 Noise and vibration study; 25d; TR110SS+10d; Design office
  TR140 Building permit granted; 0d; TR130, TR135; ; deadline W22
  TR145 Rails and switches ordered; 10d; TR110; Yusuf Demir 50%
  TR150 Rails and switches on site; 0d; TR145FS+60d
  TR155 Civil works tendered; 30d; TR110; Yusuf Demir 50%
  TR160 Civil works contract signed; 0d; TR155, TR140
  TR190 Works may start; 0d; TR160, TR115
TR200 Construction"""
    + "".join(_section(*section) for section in _SECTIONS)
    + """
TR300 Power
  TR310 Substation A built; 45d; TR190, TR120; Power crew
  TR320 Substation B built; 45d; TR310SS+25d; Power crew
  TR330 Grid connection agreed; 30d; TR120; Priya Raman 50%
  TR340 Grid connection made; 15d; TR330, TR310; Priya Raman 50%
  TR350 Substations energized; 5d; TR340, TR320; Priya Raman
TR400 Testing
  TR410 Track geometry measured; 8d; TR219, TR229, TR239, TR249; Track crew
  TR420 Overhead line tested, west half; 6d; TR219, TR229, TR350; Priya Raman
  TR430 Overhead line tested, east half; 6d; TR239, TR249, TR420; Priya Raman
  TR440 Faults corrected; 15d; TR410, TR430; Track crew
  TR450 Schedule margin of construction; 10d; TR440; ; margin
  TR460 Line handed over for test running; 0d; TR450; ; deadline W66
  TR490 Construction management; 60d; TR190SS, TR460FF; Ines Duarte 50%; loe
"""
)
