"""Others than this machine call over TLS, or the operator has said that they need not."""

import pytest

from shrutik_core.shared.errors import Invalid
from shrutik_http.listening import check_exposure


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "::1"])
def test_this_machine_may_call_without_tls(host):
    check_exposure(host, protected=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"])
def test_others_may_not_unless_it_is_said(host):
    with pytest.raises(Invalid) as error:
        check_exposure(host, protected=False)
    assert error.value.code == "exposed_without_tls"
    assert "SHRUTIK_TRUSTED_PROXIES" in error.value.detail
    assert "--insecure" in error.value.detail
    check_exposure(host, protected=True)
