# Rego rules of exampleton/social-media, version 1
# text sha256: abababababababababababababababababababababababababababababababab
# made by policykit 0.1.0; do not edit
package policykit.exampleton.social_media

about := data.policykit.exampleton.social_media.clauses

# What a person should be told, with the clause to cite.
findings contains object.union(cited, {"rule": rule, "outcome": said}) if {
	some rule, said in verdict
	said in {"breach", "cannot_tell"}
	cited := about[rule]
}

# Rules that must be kept, and are broken or cannot be told.
blocking contains rule if {
	some rule, said in verdict
	said in {"breach", "cannot_tell"}
	about[rule].modality in {"must", "must_not"}
}

default allow := false

allow if {
	input.record in {"post", "group"}
	count(blocking) == 0
}

known_post["author_role"] := value if {
	value := input.facts.author_role
	is_string(value)
	value in {"officer", "chief_officer", "councillor"}
}

known_post["political"] := value if {
	value := input.facts.political
	is_boolean(value)
}

known_post["approved_by"] := value if {
	is_array(input.facts.approved_by)
	value := {member | some member in input.facts.approved_by}
	count(value - {"chief_officer", "communications_manager", "mayor"}) == 0
}

known_post["published_on"] := value if {
	value := input.facts.published_on
	is_number(value)
	value >= 20454
	value <= 20818
	value == round(value)
}

known_post["poll_on"] := value if {
	value := input.facts.poll_on
	is_number(value)
	value >= 20454
	value <= 20818
	value == round(value)
}

# election.no-politics: clause 9.1 (election.no-politics), must not, confirmed reading
# “No political posts”
post_1 := "not_applicable" if {
	either_1
} else := "compliant" if {
	known_post.political == false
} else := "breach" if {
	known_post.author_role in {"chief_officer", "councillor", "officer"}
	known_post.published_on >= known_post.poll_on - 42
	known_post.published_on <= known_post.poll_on
	known_post.political == true
} else := "cannot_tell"

verdict["election.no-politics"] := post_1 if input.record == "post"

# approval: clause 7.3 (approval), should, confirmed reading
# “should be approved”
post_2 := "not_applicable" if {
	either_2
} else := "compliant" if {
	count(known_post.approved_by & {"chief_officer", "communications_manager"}) > 0
} else := "breach" if {
	known_post.author_role in {"chief_officer", "officer"}
	known_post.author_role in {"officer", "councillor"}
	count(known_post.approved_by & {"chief_officer", "communications_manager"}) == 0
} else := "cannot_tell"

verdict["approval"] := post_2 if input.record == "post"

# mayor: clause 7.4 (mayor), may, confirmed reading
# “The Mayor's approval suffices”
post_3 := "not_applicable" if {
	either_3
} else := "permitted" if {
	known_post.author_role in {"chief_officer", "councillor", "officer"}
	known_post.political == false
	count({"mayor"} - known_post.approved_by) == 0
} else := "cannot_tell"

verdict["mayor"] := post_3 if input.record == "post"

known_group["purpose"] := value if {
	value := input.facts.purpose
	is_string(value)
	value in {"work", "social"}
}

known_group["admins"] := value if {
	value := input.facts.admins
	is_number(value)
	value >= 0
	value <= 50
	value == round(value)
}

# group.admins: clause 10.2 (group.admins), must, confirmed reading
# “two admins or more”
group_1 := "not_applicable" if {
	known_group.purpose in {"social"}
} else := "compliant" if {
	known_group.admins >= 2
} else := "breach" if {
	known_group.purpose in {"work"}
	known_group.admins < 2
} else := "cannot_tell"

verdict["group.admins"] := group_1 if input.record == "group"

# group.size: clause 10.3 (group.size), must, confirmed reading
# “kept small”
# waits for the council to decide: largest
group_2 := "cannot_tell"

verdict["group.size"] := group_2 if input.record == "group"

either_1 if {
	false
}

either_1 if {
	known_post.published_on < known_post.poll_on - 42
}

either_1 if {
	known_post.published_on > known_post.poll_on
}

either_2 if {
	known_post.author_role in {"councillor"}
}

either_2 if {
	known_post.author_role in {"chief_officer"}
}

either_3 if {
	false
}

either_3 if {
	known_post.political == true
}

either_3 if {
	count({"mayor"} - known_post.approved_by) > 0
}
