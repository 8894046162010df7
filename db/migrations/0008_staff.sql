-- A pôle's staff is appointed by whoever runs the installation: no page does it, so the application cannot either.
revoke insert, update on pole_staff from grappe_app;
