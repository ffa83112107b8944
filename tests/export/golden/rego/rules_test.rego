# Rego tests of the rules of exampleton/social-media, version 1
# text sha256: abababababababababababababababababababababababababababababababab
# made by policykit 0.1.0; do not edit
package policykit.exampleton.social_media.tests

import data.policykit.exampleton.social_media as rules

# post: nothing is known
test_1 if {
	expected := {
		"election.no-politics": "cannot_tell",
		"approval": "cannot_tell",
		"mayor": "cannot_tell"
	}
	rules.verdict == expected with input as {
		"record": "post",
		"facts": {}
	}
}

# group: nothing is known
test_2 if {
	expected := {
		"group.admins": "cannot_tell",
		"group.size": "cannot_tell"
	}
	rules.verdict == expected with input as {
		"record": "group",
		"facts": {}
	}
}
