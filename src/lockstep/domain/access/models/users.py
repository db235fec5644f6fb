"""People who can sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from lockstep.domain.access.models.versioned import Versioned


class UserObjects(BaseUserManager["User"]):
    """Makes accounts where no action can: in tests and in Django's own machinery."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store an account with a hashed password."""
        user = self.model(email=email.strip().casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account whatever the case in which its e-mail is typed."""
        return self.get(email=(username or "").strip().casefold())


class User(AbstractBaseUser, Versioned):
    """An account; the e-mail is the login, stored case-folded."""

    email = models.EmailField(unique=True, max_length=250)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserObjects()

    def __str__(self) -> str:
        return self.name or self.email
