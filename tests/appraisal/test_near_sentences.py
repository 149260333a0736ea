"""True and careful sentences are noticed, and the sentence beside each that says the opposite is not made right."""

from __future__ import annotations

import pytest
from tests.appraisal.test_third_blind import alone

PAIRS = (
    # what proves nothing
    ("Five-star reviews on a shop's own page are no substitute for a blinded comparison.", "A"),
    ("Thousands of five-star reviews prove that it works.", "D"),
    ("That famous people have it done tells us they can pay for it, nothing more.", "A"),
    ("Famous doctors use it and nothing more.", "-"),
    ("Say goodbye to expensive lasers: nothing more is needed.", "-D"),
    ("Our exosomes are not the same as cheap serums.", "-D"),
    ("Celebrities on the red carpet use it, so you know it works.", "D"),
    ("A price of 900 dollars doesn't tell a buyer how many vesicles there are in the vial.", "A"),
    ("The price tells you how many vesicles are in the vial.", "D"),
    ("None of the three words on the lid tells you what is in the jar.", "A"),
    ("The words on our label tell you what is in the jar.", "-D"),
    ("Before-and-after photographs without an untreated side cannot tell you whether it was the needle.", "A"),
    ("Before-and-after photos prove that the exosomes work.", "D"),
    ("Without a control group one cannot say that it was the exosomes and not the laser.", "A"),
    ("Awards are handed out by magazines that sell advertising, so they prove little.", "A"),
    ("Our awards prove that it works.", "DE"),
    ("A celebrity's endorsement is as good as a result.", "D"),
    ("A high number of particles does not mean a high number of vesicles.", "A"),
    ("That a product sells out within hours is a sign of good marketing and of nothing else.", "A-"),
    ("A hundred percent pure exosomes and nothing else.", "DE"),
    ("The fact that dermatologists charge so much shows that it delivers.", "D"),
    ("A long waiting list proves that people are curious, not that the treatment works.", "AB"),
    ("A long waiting list proves that the treatment works.", "D"),
    ("Acellular does not mean sterile.", "A"),
    ("Our acellular vials are sterile.", "-D"),
    # words without a meaning, and what is left when they are struck out
    ('There is no unit for "skin energy".', "A"),
    ("Each drop carries 528 Hz, the frequency at which DNA heals itself, straight to the complexion.", "-"),
    ("The serum fades pigment spots with 528 Hz.", "BD"),
    ("★★★★★ 'My skin has never looked this good!' Verified buyer", "-"),
    ("★★★★★ 'My wrinkles are gone for ever!' Verified buyer", "D"),
    # who speaks, and the ailment of another organ, are no effect and no harm of vesicles
    ("What infusions do for people with spinal injuries isn't something we, as hair surgeons, can speak to.", "-A"),
    ("Infections were reported after injections of exosomes.", "A"),
    ("For liver detoxification we recommend a course of three drips, one each month.", "-"),
    ("For fuller hair we recommend a course of three sessions, one each month.", "D"),
    # what is said to be open is neither affirmed nor denied
    ("Whether exosomes do better than PRP for hair can't be said, as hardly any study compared the two.", "A"),
    ("Whether you are young or old, exosomes are better than PRP for hair.", "D"),
    ("What becomes of vesicles in a cream over a year on the shelf has hardly been studied.", "A"),
    ("Vesicles in a cream keep for a year on the shelf, though this has hardly been studied.", "DE"),
    ("How often it should be done, if it should be done at all, is not settled by any trial.", "A"),
    ("How often it should be used is settled: twice a day works best.", "D"),
    ("What the best interval is, nobody has tested.", "A"),
    ("Whether it is better in the morning or in the evening has never been studied.", "A"),
    ("The best interval is four weeks, as has been studied.", "D-"),
    ("Exosomes have never been studied in people.", "E"),
    ("Nobody has counted what is left in a jar after three months on a bathroom shelf.", "A-"),
    ("Nothing is lost in a jar after three months on a bathroom shelf.", "DE"),
    # safety
    ("Exosomes aren't alive, so they can't be killed by preservatives.", "A-"),
    ("Exosomes are alive and thrive in the jar.", "E"),
    ("No serious events in a small study is not the same as safe.", "A"),
    ("A small study saw no serious events, so it is safe.", "DE"),
    # keeping
    ("Every round of freezing and thawing costs you some of the vesicles, so divide it up before it goes in.", "A"),
    ("Exosomes divide and multiply in the skin.", "E"),
    ("Freeze-dried powder with a sugar fared better than liquid at the same temperature.", "AB"),
    ("Freeze-dried exosomes fare worse than liquid ones at room temperature.", "D"),
    ("A liquid ampoule that spent six weeks in a warm warehouse is unlikely to hold what it held when filled.", "A"),
    ("A liquid ampoule that spent six weeks in a warm warehouse holds what it held when filled.", "DE"),
    ("Minus eighty is the better choice for a few weeks, and even there something is lost.", "A"),
    ("Kept at minus eighty for a few weeks, nothing is lost.", "DE"),
    ("Whether trehalose helps in a cream has not been looked into.", "A"),
    ("Trehalose does not help when vesicles are frozen.", "E"),
    ("Freeze-dried is not the same as indestructible: once dissolved, it goes off in days.", "A"),
    ("Freeze-dried exosomes are indestructible.", "DE"),
    # what a vial holds
    ("Lot 31: mean 92 nm, 2 x 10^10 particles per mL.", "-"),
    ("Exosomes measure about 100 nm.", "A"),
    ("Lot 12: exosomes with a mean of 2000 nm.", "E"),
    ("Each 1 mL vial delivers ten quintillion (10^19) exosomes!", "E"),
    ("Each 1 mL vial holds ten billion (10^10) exosomes.", "-"),
    ("Fifty trillion exosomes and two hundred living stem cells in each freeze-dried vial", "E"),
    ("A particle count is not an exosome count, since the tracker sees protein clumps just as well.", "A"),
    ("The INCI list does not say how many vesicles there are.", "A"),
    ("The INCI list says how many vesicles there are.", "-D"),
    # use
    ("Leave needling to someone trained, and don't follow a home roller with a jar from the bathroom.", "A"),
    ("Needling at home works as well as in a trained clinic.", "DE"),
    ("For best results, roll at 1.5 mm at home and follow with the serum.", "E"),
    ("For fuller cheeks we recommend a course of three injections of the cosmetic ampoule.", "E"),
    ("After injections of the cosmetic ampoule nodules were reported.", "AB"),
    ("Needling at home with a cosmetic ampoule is dangerous.", "A"),
    ("Needling at home with a cosmetic ampoule is not dangerous.", "E"),
    ("Needle it in at home: leaving it on the surface would be foolish.", "E"),
    ("Injecting a cosmetic serum is a bad idea.", "A"),
    ("Injecting a cosmetic serum is not a bad idea.", "DE"),
    ("No trial tells us whether three sessions are better than one.", "A"),
    ("Three sessions are better than one.", "D-"),
    ("It is unwise to inject anything that was made to be put on skin.", "A"),
    ("Use it twice as often for twice the effect.", "D"),
    # side by side
    ("No one can say today whether it beats microneedling alone.", "A"),
    ("No one beats us, and no microneedling beats our exosomes.", "D"),
    ("Redness after laser went down sooner on the treated half than on the other one.", "AB"),
    ("Redness goes down within minutes on the treated half.", "D"),
    (
        "On the side of the face where vesicles were added to the laser, scars did better than on the side without.",
        "AB",
    ),
    ("In one session you get what minoxidil gives you in a year.", "D"),
)


@pytest.mark.parametrize(("text", "letters"), PAIRS)
def test_a_sentence_and_its_neighbour(text: str, letters: str) -> None:
    assert alone(text) in letters
