# Rego rules of exampleton/social-media, version 1
# text sha256: abababababababababababababababababababababababababababababababab
# made by policykit 0.1.0; do not edit
package policykit.exampleton.social_media

about := data.policykit.exampleton.social_media.clauses

# What is asked: the facts under `facts`, or beside `record` as in a line of JSON.
given := input.facts if {
	is_object(input.facts)
	count(object.remove(input, ["record", "facts", "id", "judged"])) == 0
} else := object.remove(input, ["record", "id", "judged"])

# What a person should read, with the clause to cite and the facts that are unknown.
findings contains object.union(cited, {"rule": rule, "outcome": said, "missing": missing[rule]}) if {
	some rule, said in verdict
	said in {"breach", "cannot_tell"}
	cited := about[rule]
}

# Of each rule, the facts that it reads and that are unknown, with their questions, where it cannot tell.
missing[rule] := asked if {
	some rule, said in verdict
	asked := [{"name": fact, "question": question} |
		said == "cannot_tell"
		some fact in about[rule].facts
		not fact in known_facts
		question := data.policykit.exampleton.social_media.questions[input.record][fact]
	]
}

# Facts that are given and cannot be read, and names that are no fact of this kind of record.
rejected contains name if {
	some name, _ in given
	not data.policykit.exampleton.social_media.questions[input.record][name]
}

rejected contains name if {
	some name, value in given
	value != null
	not name in known_facts
}

# Rules that must be kept, and are broken or need more information.
blocking contains rule if {
	some rule, said in verdict
	said in {"breach", "cannot_tell"}
	about[rule].modality in {"must", "must_not"}
}

default allow := false

allow if {
	input.record in {"post", "group"}
	count(rejected) == 0
	count(blocking) == 0
}

known_post["author_role"] := value if {
	value := given.author_role
	is_string(value)
	value in {"officer", "chief_officer", "councillor"}
}

known_post["political"] := value if {
	value := given.political
	is_boolean(value)
}

known_post["political"] := value if {
	is_string(given.political)
	value := {"yes": true, "no": false}[given.political]
}

known_post["approved_by"] := value if {
	is_array(given.approved_by)
	value := {member | some member in given.approved_by}
	count(value - {"chief_officer", "communications_manager", "mayor"}) == 0
}

known_post["published_on"] := value if {
	value := given.published_on
	is_number(value)
	value >= 20454
	value <= 20818
	value == round(value)
}

known_post["published_on"] := value if {
	is_string(given.published_on)
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, given.published_on)
	value := time.parse_ns("2006-01-02", given.published_on) / 86400000000000
	value >= 20454
	value <= 20818
}

known_post["poll_on"] := value if {
	value := given.poll_on
	is_number(value)
	value >= 20454
	value <= 20818
	value == round(value)
}

known_post["poll_on"] := value if {
	is_string(given.poll_on)
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, given.poll_on)
	value := time.parse_ns("2006-01-02", given.poll_on) / 86400000000000
	value >= 20454
	value <= 20818
}

known_post["poll_is_called"] := value if {
	value := given.poll_is_called
	is_boolean(value)
}

known_post["poll_is_called"] := value if {
	is_string(given.poll_is_called)
	value := {"yes": true, "no": false}[given.poll_is_called]
}

known_facts contains name if {
	input.record == "post"
	some name, _ in known_post
}

# poll_on implies otherwise.
rejected contains "poll_is_called" if {
	input.record == "post"
	_ := known_post.poll_on
	known_post.poll_is_called == false
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
	value := given.purpose
	is_string(value)
	value in {"work", "social"}
}

known_group["admins"] := value if {
	value := given.admins
	is_number(value)
	value >= 0
	value <= 50
	value == round(value)
}

known_facts contains name if {
	input.record == "group"
	some name, _ in known_group
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
