"""Sign-in from Moodle, Canvas or another system, by LTI 1.3; jupyterhub_config.py loads it.

README.md says what to register there, and which variables to set here.
"""

import os

c = get_config()  # noqa: F821, JupyterHub puts the name there

c.JupyterHub.authenticator_class = "ltiauthenticator.lti13.auth.LTI13Authenticator"
c.LTI13Authenticator.issuer = os.environ["LTI_ISSUER"]
c.LTI13Authenticator.authorize_url = os.environ["LTI_AUTHORIZE_URL"]
c.LTI13Authenticator.jwks_endpoint = os.environ["LTI_KEYS_URL"]
c.LTI13Authenticator.client_id = set(os.environ["LTI_CLIENT_ID"].split(","))
# The name of the student's account, folder and marks. The system has to send it as the parameter `username`;
# without that it is the system's own number for the student.
c.LTI13Authenticator.username_key = "custom_username"
c.Authenticator.allow_all = True  # whoever the system sends
