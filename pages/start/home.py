"""시작: two doors."""
from pages.shared import access, session, show

access.require()
t = session.texts()
show.head(t, t("Selling online: find out in ten minutes how ready you are."))
