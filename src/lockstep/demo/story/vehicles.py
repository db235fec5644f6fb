"""Vehicles: twelve trams from one maker, in four batches of three. The vendor that is late."""

CODE = "VH"
NAME = "Vehicles"
MANAGER = "Grace Adeyemi"
START_WEEK = 2
MASTERED_BY = "Norrland Tramworks, Primavera P6"

_BATCHES = (
    ("1", "trams 1 to 3", 45, "VH240"),
    ("2", "trams 4 to 6", 35, "VH312"),
    ("3", "trams 7 to 9", 35, "VH322"),
    ("4", "trams 10 to 12", 35, "VH332"),
)


def _batch(number: str, name: str, days: int, after: str) -> str:
    return f"""
  VH3{number}0 Batch {number}: {name}
    VH3{number}1 Car bodies welded; {days}d; {after}; Vehicle maker
    VH3{number}2 Painted; 12d; VH3{number}1; Vehicle maker
    VH3{number}3 Fitted out; {days}d; VH3{number}2, VH250; Vehicle maker
    VH3{number}4 Bogies and motors; 15d; VH3{number}3, VH260; Vehicle maker
    VH3{number}5 Factory tests; 10d; VH3{number}4; Vehicle maker, Grace Adeyemi 25%
    VH3{number}6 Transport to the depot; 5d; VH3{number}5; Vehicle maker
    VH3{number}7 Static tests on site; 8d; VH3{number}6, DP450; Vehicle test team
    VH3{number}9 Documents of the batch; 10d; VH3{number}5; Vehicle maker
    VH3{number}8 Accepted for test running; 0d; VH3{number}7, VH3{number}9"""


OUTLINE = (
    """
VH001 Contract with the vehicle maker signed; 0d; ; ; snet W2
VH100 Design
  VH110 Concept design; 30d; VH001; Vehicle maker
  VH120 Concept review; 5d; VH110; Grace Adeyemi 50%, Lucas Moreau 50%
  VH130 Detailed design of body; 45d; VH120; Vehicle maker
  VH140 Vehicle envelope frozen; 0d; VH120FS+10d
  VH150 Detailed design of drive; 50d; VH120; Vehicle maker
  VH160 Interior mock-up; 20d; VH130SS+20d; Vehicle maker
  VH170 Mock-up reviewed with passengers' groups; 8d; VH160; Grace Adeyemi 50%
  VH180 Signaling interface agreed; 15d; VH150SS+20d, SG140; Lucas Moreau 50%
  VH190 Design accepted; 0d; VH130, VH150, VH170, VH180; ; deadline W22
VH200 Purchase and set-up
  VH210 Aluminum profiles ordered; 5d; VH130; Vehicle maker
  VH220 Aluminum profiles delivered; 0d; VH210FS+50d
  VH230 Production line set up; 30d; VH190; Vehicle maker
  VH240 Production may start; 0d; VH220, VH230
  VH250 Cabling looms delivered; 0d; VH190FS+65d
  VH260 Motors delivered; 0d; VH190FS+90d
VH300 Production"""
    + "".join(_batch(*batch) for batch in _BATCHES)
    + """
VH400 Approval
  VH410 Type tests on the test track; 30d; VH315; Vehicle maker, Vehicle test team
  VH420 Software release 1; 40d; VH150; Vehicle maker
  VH430 Software release 2 with signaling; 30d; VH420, SG330; Vehicle maker
  VH440 Braking and safety case; 40d; VH410SS+15d; Grace Adeyemi 50%
  VH450 Safety case assessed; 25d; VH440; Independent assessor
  VH460 Vehicle type approved; 0d; VH450, VH430; ; deadline W78
  VH470 Spare parts delivered; 10d; VH326, DP460; Vehicle maker
"""
)
