namespace DssTyped;

/// <summary>How the key is put on a request to DSS.</summary>
public enum DssAuthentication
{
    /// <summary>HTTP Basic with the key as user name and an empty password: what the official Python client sends.</summary>
    KeyAsUser,

    /// <summary>HTTP Basic with an empty user name and the key as password: what recent DSS documentation shows.</summary>
    KeyAsPassword,

    /// <summary>The header <c>Authorization: Bearer key</c>.</summary>
    Bearer,

    /// <summary>The header <c>X-DKU-APITicket</c>, for programs that DSS itself runs and hands a ticket.</summary>
    Ticket,
}
