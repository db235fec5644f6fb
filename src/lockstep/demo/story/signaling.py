"""Signaling and control: what keeps trams apart and the control room in the picture."""

CODE = "SG"
NAME = "Signaling and control"
MANAGER = "Lucas Moreau"
START_WEEK = 3
MASTERED_BY = ""

_SECTIONS = (
    ("1", "Old Harbor", "TR217", "SG320"),
    ("2", "Market to University", "TR227", "SG412"),
    ("3", "University to Hospital", "TR237", "SG422"),
    ("4", "Hospital to Eastgate", "TR247", "SG432"),
)


def _section(number: str, name: str, wired: str, after: str) -> str:
    return f"""
  SG4{number}0 Section {number}: {name}
    SG4{number}1 Cables pulled; 10d; {wired}SS+5d, {after}; Signaling crew
    SG4{number}2 Signals and detectors mounted; 12d; SG4{number}1, SG330SS+5d; Signaling crew
    SG4{number}3 Junction cabinets connected; 8d; SG4{number}2; Signaling crew
    SG4{number}4 Traffic light priority connected; 6d; SG4{number}2; City traffic office
    SG4{number}6 Track circuits measured; 4d; SG4{number}2; Signaling crew
    SG4{number}7 Data of the section loaded; 5d; SG4{number}3, SG330; Signaling supplier
    SG4{number}5 Section tested; 6d; SG4{number}4, SG4{number}6, SG4{number}7, TR2{number}9; Lucas Moreau 50%"""


OUTLINE = (
    """
SG001 Signaling project starts; 0d; ; ; snet W3
SG100 Requirements
  SG110 Operating concept; 25d; SG001; Lucas Moreau 50%, Amara Nwosu 25%
  SG120 System requirements; 30d; SG110; Lucas Moreau
  SG130 Hazard analysis; 25d; SG120SS+10d; Independent assessor
  SG140 Vehicle interface specification; 20d; SG120; Lucas Moreau 50%
  SG150 Requirements baseline; 0d; SG120, SG130, SG140
SG200 Procurement
  SG210 Tender; 40d; SG150; Yusuf Demir 50%
  SG220 Evaluation; 20d; SG210; Lucas Moreau 50%
  SG230 Contract awarded; 0d; SG220; ; fnlt W31
SG300 System build
  SG310 System design; 40d; SG230; Signaling supplier
  SG320 Outdoor equipment delivered; 0d; SG310FS+45d
  SG330 Interlocking software; 60d; SG310; Signaling supplier
  SG340 Control center software; 70d; SG310; Signaling supplier
  SG350 Radio system; 45d; SG310SS+15d; Signaling supplier
  SG360 Factory acceptance; 12d; SG330, SG340; Lucas Moreau 50%, Signaling supplier
SG400 Installation"""
    + "".join(_section(*section) for section in _SECTIONS)
    + """
  SG450 Control center
    SG451 Equipment installed; 20d; DP333, SG360; Signaling supplier
    SG452 Radio in service; 10d; SG350, SG451; Signaling supplier
    SG453 Control center tested; 15d; SG451, SG452; Lucas Moreau 50%
SG500 Integration
  SG510 Whole line tested without trams; 15d; SG415, SG425, SG435, SG445, SG453, TR460; Signaling crew, Lucas Moreau 50%
  SG520 Tests with first tram; 20d; SG510, VH318, VH430; Vehicle test team, Lucas Moreau 50%
  SG530 Tests with several trams; 15d; SG520, VH328; Vehicle test team, Lucas Moreau 50%
  SG540 Safety case of signaling; 30d; SG520SS+10d; Independent assessor
  SG550 Signaling approved; 0d; SG530, SG540; ; deadline W82
"""
)
