# Asciidoctor reports broken cross references, but only from this level on.
Asciidoctor::LoggerManager.logger.level = ::Logger::Severity::INFO
