"""Moderators look at pickups, and change nothing."""


def test_a_moderator_finds_pickups_by_state(client, mo, pickup):
    client.force_login(mo)
    url = "/admin/logistics/pickup/"
    planned = client.get(url, {"state__exact": "planned"}).context["cl"].queryset
    done = client.get(url, {"state__exact": "done"}).context["cl"].queryset
    assert ([p.pk for p in planned], list(done)) == ([pickup.pk], [])


def test_a_moderator_reads_the_history_and_changes_nothing(client, mo, pickup):
    client.force_login(mo)
    url = f"/admin/logistics/pickup/{pickup.pk}/change/"
    assert "Bram" in client.get(url).content.decode()
    assert client.post(url, {"state": "done"}).status_code == 403
