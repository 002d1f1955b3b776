import dataiku
# """ */ #endif
